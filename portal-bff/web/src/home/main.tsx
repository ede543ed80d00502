import { Shell } from "../shell/Shell.js";
import { mount } from "../shell/mount.js";
import { Home } from "./Home.js";

mount(
  <Shell current="/">
    <Home />
  </Shell>,
);

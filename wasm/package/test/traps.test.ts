import { describe, expect, it } from "vitest";
import { CoreError, CoreTrapError } from "../src/index.js";
import { CoreInstance } from "../src/instance.js";
import { ExportVerifier } from "../src/export_verifier.js";
import { header } from "./support/export_file.mjs";
import { compiledModule, loadCore } from "./support/module.js";

/** More than an instance may ever hold (256 MiB); never touched, so it costs the test no memory. */
const tooMuch = (): Uint8Array => new Uint8Array(300 * 1024 * 1024);

function breakInstance(instance: CoreInstance): void {
  instance.run((core) => {
    core.rs_sha256(0xffff_fff0, 64, 0);
  });
}

describe("a trap", () => {
  it("becomes a CoreTrapError with the engine's error as its cause", () => {
    const instance = new CoreInstance(compiledModule);
    try {
      breakInstance(instance);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CoreTrapError);
      expect(error).toMatchObject({ code: "trapped", cause: expect.any(WebAssembly.RuntimeError) as unknown });
    }
  });

  it("ends the instance: no later call reaches what it left behind", () => {
    const instance = new CoreInstance(compiledModule);
    expect(() => {
      breakInstance(instance);
    }).toThrow(CoreTrapError);
    expect(instance.alive).toBe(false);
    expect(() => instance.allocate(8)).toThrow(CoreTrapError);
  });

  it("leaves the verifier of that instance closed to everything but close()", () => {
    const instance = new CoreInstance(compiledModule);
    const verifier = new ExportVerifier(instance);
    expect(() => {
      breakInstance(instance);
    }).toThrow(CoreTrapError);
    expect(() => verifier.update(Buffer.from(header))).toThrow(CoreTrapError);
    expect(() => verifier.finish()).toThrow(CoreTrapError);
    verifier.close();
  });
});

describe("exhausted memory", () => {
  it("is a CoreTrapError, and the next call runs in a fresh instance", async () => {
    const core = await loadCore();
    expect(() => core.sha256(tooMuch())).toThrow(CoreTrapError);
    expect(core.canonicalize(`{"b":1,"a":2}`)).toBe(`{"a":2,"b":1}`);
  });

  it("does not touch verifiers, which have instances of their own", async () => {
    const core = await loadCore();
    const verifier = core.openExportVerifier();
    expect(() => core.sha256(tooMuch())).toThrow(CoreTrapError);
    expect(verifier.update(Buffer.from(header))).toMatchObject({ settled: false });
    verifier.close();
  });
});

describe("an exhausted stack", () => {
  it("traps instead of overwriting data", () => {
    // The module keeps its stack below its data (--stack-first): the first address past the stack is 0, not a variable.
    const instance = new CoreInstance(compiledModule);
    const firstData = instance.run((core) => (core as unknown as { stackSave(): number }).stackSave());
    expect(firstData).toBeGreaterThan(0);
    expect(firstData).toBeLessThanOrEqual(262_144);
  });
});

describe("handles", () => {
  const withVerifier = (body: (instance: CoreInstance, handle: number) => void): void => {
    const instance = new CoreInstance(compiledModule);
    body(
      instance,
      instance.run((core) => core.rs_export_verifier_new()),
    );
  };
  const finish = (instance: CoreInstance, handle: number): void => {
    instance.check(instance.run((core) => core.rs_export_verifier_finish(handle)));
  };

  it("are refused after their object was freed", () => {
    withVerifier((instance, handle) => {
      instance.check(instance.run((core) => core.rs_export_verifier_free(handle)));
      expect(() => {
        finish(instance, handle);
      }).toThrow(new CoreError("bad_handle"));
    });
  });

  it("do not come back to life when their slot is used again", () => {
    withVerifier((instance, handle) => {
      instance.check(instance.run((core) => core.rs_export_verifier_free(handle)));
      const next = instance.run((core) => core.rs_export_verifier_new());
      expect(next).not.toBe(handle);
      expect(() => {
        finish(instance, handle);
      }).toThrow("bad_handle");
      finish(instance, next);
    });
  });

  it.each([0, 1, 0xff, 0x1ff, 0xffff_ffff])("are refused when invented (%i)", (invented) => {
    withVerifier((instance, handle) => {
      expect(invented).not.toBe(handle);
      expect(() => {
        finish(instance, invented);
      }).toThrow("bad_handle");
    });
  });

  it("run out with 0 instead of harm, and a freed one makes room", () => {
    withVerifier((instance, handle) => {
      const others = Array.from({ length: 63 }, () => instance.run((core) => core.rs_export_verifier_new()));
      expect(new Set([handle, ...others, 0]).size).toBe(65);
      expect(instance.run((core) => core.rs_export_verifier_new())).toBe(0);
      instance.check(instance.run((core) => core.rs_export_verifier_free(handle)));
      expect(instance.run((core) => core.rs_export_verifier_new())).not.toBe(0);
    });
  });

  it("are refused a call that does not fit the object's state", () => {
    withVerifier((instance, handle) => {
      finish(instance, handle);
      expect(() => {
        finish(instance, handle);
      }).toThrow("wrong_state");
      expect(instance.run((core) => core.rs_export_verifier_update(handle, 0, 0))).toBe(3);
    });
  });
});

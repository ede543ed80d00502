/** How something stands; what says so in words stands beside it. */
export type Tone = "plain" | "good" | "unsure" | "bad";

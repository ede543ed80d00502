/** One built file. */
export interface Asset {
  /** Its name below the pages directory; never derived from a request. */
  readonly file: string;
  readonly type: string;
  /** Strong entity tag, with its quotes: a digest of the bytes. */
  readonly etag: string;
  /** Whether the name holds a digest of the content, so that it may be cached for ever. */
  readonly immutable: boolean;
}

/** Request path to file. Made by the build from what it wrote (build/asset_manifest.ts). */
export type AssetManifest = Readonly<Record<string, Asset>>;

/** Answers any other path. */
export const notFoundPage = "/404";

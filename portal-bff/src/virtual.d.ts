declare module "virtual:asset-manifest" {
  const manifest: import("./pages/manifest.js").AssetManifest;
  export default manifest;
}

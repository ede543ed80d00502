import js from "@eslint/js";
import tseslint from "typescript-eslint";

const scripts = ["**/*.js", "**/*.mjs"];

export default tseslint.config(
  { ignores: ["**/dist/", "build/", ".ratestack/", "**/test-results/", "**/playwright-report/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: scripts,
    languageOptions: {
      globals: {
        ReadableStream: "readonly",
        console: "readonly",
        process: "readonly",
        performance: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
        URL: "readonly",
        WebAssembly: "readonly",
        Buffer: "readonly",
      },
    },
  },
);

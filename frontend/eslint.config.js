import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

/** Forbids importing from the named folders of src/. */
function keepOut(...folders) {
  const group = folders.map((folder) => `**/${folder}/**`);
  return ["error", { patterns: [{ group, message: "This would tie together what ships apart." }] }];
}

export default defineConfig(
  globalIgnores(["dist", "src/api/schema.d.ts"]),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "react-hooks": hooks },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true }],
      "no-console": "error",
      "react-hooks/exhaustive-deps": "error",
      "react-hooks/rules-of-hooks": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-unnecessary-type-arguments": "off",
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "JSXAttribute[name.name='dangerouslySetInnerHTML'], MemberExpression[property.name=/^(inner|outer)HTML$/]",
          message: "Build elements instead: markup from text is refused by the content policy.",
        },
      ],
    },
  },
  { files: ["src/participant/**"], rules: { "no-restricted-imports": keepOut("staff") } },
  { files: ["src/staff/**"], rules: { "no-restricted-imports": keepOut("participant") } },
  {
    files: ["src/{ui,api,offline,sw,i18n}/**"],
    rules: { "no-restricted-imports": keepOut("participant", "staff") },
  },
  { files: ["**/*.js"], extends: [ts.configs.disableTypeChecked] },
  {
    files: ["public/*.js"],
    languageOptions: {
      globals: { document: "readonly", localStorage: "readonly", matchMedia: "readonly", window: "readonly" },
    },
  },
  { files: ["src/**/*.test.{ts,tsx}"], rules: { "max-lines": "off" } },
);

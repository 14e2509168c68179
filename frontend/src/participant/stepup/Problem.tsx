import { Notice } from "../../ui/Notice";

export function Problem({ words: said }: { words: string }) {
  return (
    <Notice kind="amber" role="alert">
      <p>{said}</p>
    </Notice>
  );
}

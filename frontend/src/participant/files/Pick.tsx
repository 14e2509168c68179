import { useRef } from "preact/hooks";

import { Button } from "../../ui/Button";

type Props = {
  label: string;
  kind?: "primary" | "quiet";
  icon: "camera" | "document" | "attach";
  accept: string;
  capture?: "environment";
  multiple?: boolean;
  busy: boolean;
  onFiles: (files: File[]) => void;
};

/** A button that stands for the browser's own field, which cannot be made to look like one. */
export function Pick({ label, kind = "quiet", icon, busy, onFiles, ...field }: Props) {
  const input = useRef<HTMLInputElement>(null);

  function taken({ currentTarget }: { currentTarget: HTMLInputElement }) {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ""; // so that the same file can be chosen once more
    if (files.length) onFiles(files);
  }

  return (
    <>
      <input {...field} ref={input} type="file" hidden aria-label={label} tabIndex={-1} onChange={taken} />
      <Button kind={kind} wide icon={icon} busy={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}

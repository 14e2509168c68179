/** The portal's sign, as in public/icons/icon.svg; drawn here so that the first paint asks for no picture. */
export function Brand() {
  return (
    <svg viewBox="0 0 512 512" width="2rem" height="2rem" aria-hidden="true" focusable="false">
      <rect width="512" height="512" rx="112" fill="#0a5a60" />
      <rect x="116" y="132" width="280" height="264" rx="36" fill="#fbf7f1" />
      <path d="M116 168a36 36 0 0 1 36-36h208a36 36 0 0 1 36 36v44H116z" fill="#6a3363" />
      <g fill="none" stroke-linecap="round" stroke-linejoin="round">
        <path d="M188 104v56M324 104v56" stroke="#fbf7f1" stroke-width="28" />
        <path d="M196 304l44 44 84-88" stroke="#0a5a60" stroke-width="34" />
      </g>
    </svg>
  );
}

import type { ComponentChildren, AnchorHTMLAttributes, ButtonHTMLAttributes } from "preact";

import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

type Look = {
  kind?: "primary" | "quiet" | "danger" | "plain";
  icon?: IconName;
  wide?: boolean;
  children?: ComponentChildren;
};

type ButtonProps = Look & { busy?: boolean } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon">;
type LinkProps = Look & { href: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "icon" | "role">;

function look(kind: Look["kind"] = "primary", wide = false) {
  return [styles.button, styles[kind], wide && styles.wide].filter(Boolean).join(" ");
}

/** A busy button keeps its place and its focus, and does not act a second time. */
export function Button({ kind, icon, wide, busy = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={look(kind, wide)}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ kind, icon, wide, children, ...rest }: LinkProps) {
  return (
    <a {...rest} class={look(kind, wide)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

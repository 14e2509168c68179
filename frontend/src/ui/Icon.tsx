/** Own icons: 24 px, stroke 2, drawn in the colour of the text beside them. */
const shapes = {
  alert: "M12 8v5m0 3.5v.01M10.3 3.9 2.4 17.6A2 2 0 0 0 4.1 20.6h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0Z",
  attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.4-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.6 1.6 0 0 1-2.3-2.3l7.7-7.7",
  back: "M15 5l-7 7 7 7",
  bell: "M6 10a6 6 0 0 1 12 0c0 4.5 2 5.5 2 7H4c0-1.5 2-2.5 2-7ZM10 20.5a2.3 2.3 0 0 0 4 0",
  bone: "M8.5 15.5l7-7m-7 7a2.4 2.4 0 1 0-3 3 2.4 2.4 0 1 0 3-3Zm7-7a2.4 2.4 0 1 1 3-3 2.4 2.4 0 1 1-3 3Z",
  brain: "M12 5.5a3 3 0 0 0-5.6 1.3A3.4 3.4 0 0 0 5 12.6a3.3 3.3 0 0 0 2.6 5A2.8 2.8 0 0 0 12 18.5Zm0 0a3 3 0 0 1 5.6 1.3 3.4 3.4 0 0 1 1.4 5.8 3.3 3.3 0 0 1-2.6 5 2.8 2.8 0 0 1-4.4.9M12 5.5v13",
  calendar: "M4 9.5h16M8 3v3.5M16 3v3.5M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Zm8 8.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  chart: "M3.5 20h17M7 16.5v-5m5 5v-11m5 11v-8",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checkin: "M9 5H6.5A1.5 1.5 0 0 0 5 6.5v13A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5v-13A1.5 1.5 0 0 0 17.5 5H15M9 3.5h6v3H9zM8.5 14.5l2.5 2.5 4.5-5",
  chevron: "M9 5l7 7-7 7",
  clinic: "M5 20V6a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v14M3 20h18M12 8v5m-2.5-2.5h5M10 20v-4h4v4",
  clock: "M12 7v5l3.5 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  device: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3 15h2",
  document: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5m-5 4h5",
  down: "M5 9l7 7 7-7",
  drop: "M12 3.5c3.2 3.6 5.5 6.8 5.5 10a5.5 5.5 0 0 1-11 0c0-3.2 2.3-6.4 5.5-10Z",
  up: "M5 15l7-7 7 7",
  edit: "M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19 4 20Zm10.5-14l3.5 3.5",
  food: "M7 3v7m-3-7v4a3 3 0 0 0 6 0V3M7 10v11M17 3c-2 1.5-3 4-3 7.5h3V3Zm0 7.5V21",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-9-9h18M12 3c2.5 2.7 3.7 5.7 3.7 9S14.5 18.3 12 21c-2.5-2.7-3.7-5.7-3.7-9S9.5 5.7 12 3Z",
  help: "M9.3 9.3a2.8 2.8 0 1 1 4.2 2.5c-.9.5-1.5 1-1.5 2M12 17v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  info: "M12 11v5.5M12 7.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  lock: "M7 10.5V8a5 5 0 0 1 10 0v2.5M6 10.5h12v9.5H6z",
  mail: "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  messages: "M5 4.5h14a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-7.5L7 21v-4H5a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2ZM7.5 9h9m-9 3.5h6",
  minus: "M5 12h14",
  money: "M3 6.5h18v11H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 9.5v.01M17.5 14.5v.01",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  offline: "M3 4l18 17M5 12.5a10 10 0 0 1 4-2.3m5.5-.2A10 10 0 0 1 19 12.5M2 9a15 15 0 0 1 4.5-2.8M11 5a15 15 0 0 1 11 4M8.5 16a5 5 0 0 1 7 0M12 19.5v.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-3.5 3.7-5.5 7.5-5.5s6.7 2 7.5 5.5",
  phone: "M6.5 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2Z",
  pin: "M12 21c4-4.3 6.5-7.8 6.5-11a6.5 6.5 0 0 0-13 0c0 3.2 2.5 6.7 6.5 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  plus: "M12 5v14M5 12h14",
  print: "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
  refresh: "M19.5 8A8 8 0 1 0 20 13.5M20 3.5V8h-4.5",
  save: "M12 4v10m-4-4l4 4 4-4M5 19h14",
  scan: "M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3M3 12h18",
  schedule: "M7 3v18M7 6.5h.01M12 6.5h8M12 12h8M12 17.5h8",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2l5 5",
  send: "M4 4.5l17 7.5-17 7.5 2.5-7.5zM6.5 12H14",
  signout: "M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10.5 12H21m-4-4l4 4-4 4",
  sound: "M4 10v4h3l5 4V6L7 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13.5V4m0 16v1.5M2.5 12H4m16 0h1.5M5.3 5.3l1 1m11.4 11.4 1 1m0-13.4-1 1M6.3 17.7l-1 1",
  test: "M9 3h6M10 3v6.5L5 18.5A1.7 1.7 0 0 0 6.5 21h11a1.7 1.7 0 0 0 1.5-2.5L14 9.5V3M7.5 15h9",
  text: "M3 19l5-13 5 13M4.7 15h6.6M14 19l3.5-9 3.5 9m-5.8-3h4.6",
  today: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4.5v-6h-5v6H5a1 1 0 0 1-1-1z",
  trash: "M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13",
  turn_left: "M4.5 8A8 8 0 1 1 4 13.5M4 3.5V8h4.5",
  undo: "M4 9h10a5.5 5.5 0 0 1 0 11h-4M8 4.5L3.5 9 8 13.5",
} as const;

export type IconName = keyof typeof shapes;

/** An icon beside words is silent; one that stands alone gets its words from the button around it. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 3 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

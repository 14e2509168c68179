/** Where the bars of a chart stand: pure arithmetic. */

/** `start`: what is left free at the beginning of the line, for words. */
export type Frame = { width: number; height: number; top: number; bottom: number; start?: number };
export type Bar = { x: number; middle: number; y: number; width: number; height: number };

/** Of the room that a bar has. */
const FILLED = 0.62;
const WIDEST = 44;

export const floorOf = ({ height, bottom }: Frame) => height - bottom;

/** How high a value stands, from the top of the frame; `most` stands at its upper edge. */
export const heightAt = (value: number, most: number, frame: Frame) =>
  floorOf(frame) - ((floorOf(frame) - frame.top) * value) / most;

/** A bar for each value, side by side on the floor. */
export function barsOf(values: readonly number[], most: number, frame: Frame): Bar[] {
  const start = frame.start ?? 0;
  const room = (frame.width - start) / values.length;
  const width = Math.min(WIDEST, room * FILLED);
  return values.map((value, at) => {
    const middle = start + room * (at + 0.5);
    const y = heightAt(value, most, frame);
    return { x: middle - width / 2, middle, y, width, height: floorOf(frame) - y };
  });
}

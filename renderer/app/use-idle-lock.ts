/** Locks after so many minutes without mouse, keyboard or wheel; tells 30 seconds before. */
import { useEffect, useRef, useState } from 'react';

export const WARNING_SECONDS = 30;
const INPUT_EVENTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Returns the seconds left while the warning is due, otherwise undefined. Wall-clock time is compared, so a computer
 * that slept through the limit locks as soon as it wakes.
 */
export function useIdleLock(minutes: number, onLock: () => void): number | undefined {
  const [left, setLeft] = useState<number | undefined>(undefined);
  const lockLatest = useRef(onLock);
  lockLatest.current = onLock;
  useEffect(() => {
    let lastInput = Date.now();
    let done = false;
    const note = (event: Event) => {
      // Chromium makes up pointer moves when the page moves under a resting mouse
      if (event instanceof PointerEvent && event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0) return;
      lastInput = Date.now();
      setLeft(undefined);
    };
    const check = () => {
      if (done) return;
      const idle = Math.floor((Date.now() - lastInput) / 1000);
      const remaining = minutes * 60 - idle;
      if (remaining <= 0) {
        done = true;
        lockLatest.current();
      } else setLeft(remaining <= WARNING_SECONDS ? remaining : undefined);
    };
    for (const name of INPUT_EVENTS) window.addEventListener(name, note, { capture: true, passive: true });
    const timer = setInterval(check, 1000);
    return () => {
      clearInterval(timer);
      for (const name of INPUT_EVENTS) window.removeEventListener(name, note, { capture: true });
    };
  }, [minutes]);
  return left;
}

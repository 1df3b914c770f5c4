/** Counts down the wait that wrong passphrases bring. */
import { useEffect, useState } from 'react';

export interface Wait {
  /** whole seconds left; 0 when one may try */
  readonly seconds: number;
  /** asks the main process anew, after a failed attempt */
  readonly refresh: () => Promise<void>;
}

export function useWait(milliseconds: number): Wait {
  const [until, setUntil] = useState(() => Date.now() + milliseconds);
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const waiting = seconds > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [waiting]);
  const refresh = async () => {
    const info = await window.host.appInfo();
    if (!info.ok) return;
    setNow(Date.now());
    setUntil(Date.now() + info.value.waitMilliseconds);
  };
  return { seconds, refresh };
}

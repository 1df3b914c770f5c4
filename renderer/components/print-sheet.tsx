/**
 * What goes onto paper. While it is mounted, `host.print()` and `host.printToPdf()` see only this; the screen doesn't
 * show it. Mount it when something is to be printed, wait for `onReady`, print, and take it away.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import './print-sheet.css';

export interface PrintSheetProps {
  readonly children: ReactNode;
  /** called once after the sheet has been laid out */
  readonly onReady?: () => void;
}

export function PrintSheet({ children, onReady }: PrintSheetProps) {
  const ready = useRef(onReady);
  ready.current = onReady;
  useEffect(() => {
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => ready.current?.());
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, []);
  return createPortal(<div className="print-sheet">{children}</div>, document.body);
}

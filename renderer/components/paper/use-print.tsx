/**
 * Printing the PDF itself: each page as a picture at the printer's resolution, in its true size on a sheet without margins.
 * The browser lays nothing out anew, so the paper shows what the PDF shows, at the same place.
 */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { PrintSheet } from '../print-sheet.tsx';
import { paperText } from './paper-text.ts';
import { type PrintPage, pagesForPrint } from './pdf-document.ts';

export interface Printing {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly close: () => void;
  readonly print: (pdf: Uint8Array) => void;
  /** put it anywhere on the page */
  readonly sheet: ReactNode;
}

export function usePrint(): Printing {
  const [pages, setPages] = useState<readonly PrintPage[]>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const start = useCallback(async (pdf: Uint8Array) => {
    setBusy(true);
    setFailure(undefined);
    try {
      setPages(await pagesForPrint(pdf));
    } catch {
      setBusy(false);
      setFailure({ code: 'letter.unreadable-pdf', message: paperText.preview.unreadable });
    }
  }, []);
  const onReady = async () => {
    const result = await window.host.print();
    for (const { url } of pages ?? []) URL.revokeObjectURL(url);
    setPages(undefined);
    setBusy(false);
    if (!result.ok) setFailure(result.error);
  };
  const sheet = pages && <LetterSheet pages={pages} onReady={() => void onReady()} />;
  return { busy, failure, close: () => setFailure(undefined), print: (pdf) => !busy && void start(pdf), sheet };
}

function LetterSheet({ pages, onReady }: { readonly pages: readonly PrintPage[]; readonly onReady: () => void }) {
  const [loaded, setLoaded] = useState(0);
  const load = () => setLoaded((before) => before + 1);
  return (
    <>
      {loaded >= pages.length && <Ready onReady={onReady} />}
      <PrintSheet>
        {pages.map(({ url, widthMillimetres, heightMillimetres }) => (
          // the page's name stands on a block: on a picture the browser doesn't look for it
          <div key={url} className={widthMillimetres > heightMillimetres ? 'letter-sheet landscape' : 'letter-sheet'}>
            <img
              src={url}
              alt=""
              style={{ width: `${widthMillimetres}mm`, height: `${heightMillimetres}mm` }}
              onLoad={load}
              onError={load}
            />
          </div>
        ))}
      </PrintSheet>
    </>
  );
}

/** Two frames later the pictures are laid out. No second sheet: it would be a page of its own. */
function Ready({ onReady }: { readonly onReady: () => void }) {
  const latest = useRef(onReady);
  latest.current = onReady;
  useEffect(() => {
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => latest.current());
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, []);
  return null;
}

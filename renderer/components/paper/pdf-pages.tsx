/** The pages of a PDF, one under the other. A new version takes the old one's place page by page, so that nothing flickers or jumps. */
import { useEffect, useRef, useState } from 'react';
import { paperText } from './paper-text.ts';
import { CSS_PER_POINT, drawPage, openPdf, type PDFDocumentProxy, type PDFPageProxy } from './pdf-document.ts';

export interface PdfPagesProps {
  readonly pdf: Uint8Array;
  /** 1: as on paper */
  readonly zoom: number;
  readonly onPages?: (pages: number) => void;
  /** when the first page of these bytes stands on the screen */
  readonly onShown?: (pdf: Uint8Array) => void;
  /** says that the bytes are no PDF */
  readonly onUnreadable?: () => void;
}

interface Opened {
  readonly pdf: Uint8Array;
  readonly document: PDFDocumentProxy;
  readonly pages: readonly PDFPageProxy[];
}

export function PdfPages({ pdf, zoom, onPages, onShown, onUnreadable }: PdfPagesProps) {
  const opened = useOpened(pdf, onPages, onUnreadable);
  return (
    <div className="letter-pages" data-testid="letter.pages" data-pages={opened?.pages.length ?? 0}>
      {opened?.pages.map((page, index) => (
        <PdfPage
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place; its content is what changes
          key={index}
          page={page}
          number={index + 1}
          zoom={zoom}
          {...(index === 0 && onShown && { onShown: () => onShown(opened.pdf) })}
        />
      ))}
    </div>
  );
}

/** The newest version whose pages are ready; the one before stays until then, and is given up afterwards. */
function useOpened(pdf: Uint8Array, onPages: PdfPagesProps['onPages'], onUnreadable: PdfPagesProps['onUnreadable']): Opened | undefined {
  const [opened, setOpened] = useState<Opened>();
  const listeners = useRef({ onPages, onUnreadable });
  listeners.current = { onPages, onUnreadable };
  useEffect(() => {
    let current = true;
    const read = async () => {
      const document = await openPdf(pdf);
      const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
      if (!current) return void document.loadingTask.destroy();
      setOpened({ pdf, document, pages });
      listeners.current.onPages?.(pages.length);
    };
    read().catch(() => current && listeners.current.onUnreadable?.());
    return () => {
      current = false;
    };
  }, [pdf]);
  useEffect(() => () => void opened?.document.loadingTask.destroy(), [opened]);
  return opened;
}

interface PdfPageProps {
  readonly page: PDFPageProxy;
  readonly number: number;
  readonly zoom: number;
  readonly onShown?: () => void;
}

function PdfPage({ page, number, zoom, onShown }: PdfPageProps) {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const { width, height } = page.getViewport({ scale: zoom * CSS_PER_POINT });
  const shown = useRef(onShown);
  shown.current = onShown;
  useEffect(() => {
    if (!near) return;
    const drawing = drawPage(page, zoom * CSS_PER_POINT * window.devicePixelRatio);
    drawing.done.then(
      (canvas) => {
        place.current?.replaceChildren(canvas);
        shown.current?.();
      },
      // cancelled by the next version
      () => undefined,
    );
    return () => drawing.cancel();
  }, [page, zoom, near]);
  return <div ref={place} className="letter-page" style={{ width, height }} role="img" aria-label={paperText.preview.page(number)} />;
}

/** Whether it is on the screen or close to it: a list of a hundred pages is drawn as far as it is looked at. */
function useNear(place: React.RefObject<HTMLDivElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), { rootMargin: '100%' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return near;
}

/**
 * PDFs for the screen and for the printer. The bytes are drawn as they are: what is seen is the file that is issued. The
 * worker is ours, from our own origin; scripts in PDFs, forms and anything from a network are off.
 */
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { onLock } from '../../app/view-state.ts';

export type { PDFDocumentProxy, PDFPageProxy };

let running: { readonly worker: Worker; readonly port: PDFWorker } | undefined;

function pdfWorker(): PDFWorker {
  if (!running) {
    const worker = new Worker(new URL('../../worker/pdf-worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
    running = { worker, port: PDFWorker.create({ port: worker }) };
  }
  return running.port;
}

let stage: HTMLIFrameElement | undefined;

/**
 * The document that the fonts of PDFs are added to. In the page's own, each font that comes or goes (every preview brings its
 * subsets) made the browser lay out and paint all of the page anew.
 */
function stageDocument(): Document {
  if (!stage) {
    stage = document.createElement('iframe');
    stage.hidden = true;
    document.body.append(stage);
  }
  return stage.contentDocument ?? document;
}

/** Decrypted letters live in the worker's memory, and their characters in the fonts: both end with the lock. */
onLock(() => {
  stage?.remove();
  stage = undefined;
  running?.port.destroy();
  running?.worker.terminate();
  running = undefined;
});

/** Rejects when the bytes are no PDF. The caller ends it with `loadingTask.destroy()`. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({
    // the worker takes the buffer away: a copy, since the bytes are printed and shown again
    data: bytes.slice(),
    worker: pdfWorker(),
    ownerDocument: stageDocument(),
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    stopAtErrors: false,
  }).promise;
}

/** PDF's unit: 1/72 inch */
const POINTS_PER_INCH = 72;
/** CSS's unit: 1/96 inch */
export const CSS_PER_POINT = 96 / POINTS_PER_INCH;

export interface Drawing {
  /** rejects when it was cancelled */
  readonly done: Promise<HTMLCanvasElement>;
  readonly cancel: () => void;
}

/** A page as a canvas of its own; `scale` 1: one dot a point. */
export function drawPage(page: PDFPageProxy, scale: number): Drawing {
  const viewport = page.getViewport({ scale });
  // draws with the fonts of the document that it was made in
  const canvas = stageDocument().createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({ canvas, viewport });
  return { done: task.promise.then(() => canvas), cancel: () => task.cancel() };
}

export interface PrintPage {
  /** blob: address of a PNG; to be revoked after printing */
  readonly url: string;
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
}

/** what office printers print text at */
const PRINT_DPI = 300;
const MILLIMETRES_PER_POINT = 25.4 / POINTS_PER_INCH;

/** Every page at the printer's resolution, one canvas at a time: twenty of them at once would be 700 MB. */
export async function pagesForPrint(bytes: Uint8Array): Promise<readonly PrintPage[]> {
  const pdf = await openPdf(bytes);
  try {
    const pages: PrintPage[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const canvas = await drawPage(page, PRINT_DPI / POINTS_PER_INCH).done;
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      canvas.width = 0;
      if (!blob) throw new Error('the page could not be drawn');
      pages.push({
        url: URL.createObjectURL(blob),
        widthMillimetres: width * MILLIMETRES_PER_POINT,
        heightMillimetres: height * MILLIMETRES_PER_POINT,
      });
    }
    return pages;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

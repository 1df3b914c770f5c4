/** Parses PDFs for the preview, apart from the page: letters of others are untrusted. It has no key, no ledger, no host. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

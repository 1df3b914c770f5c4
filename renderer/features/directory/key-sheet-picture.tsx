/**
 * What the paper looks like with which a fingerprint is compared. Its fingerprint is drawn as bars: with letters in it,
 * somebody would compare the screen with the screen.
 */
import { cardText } from './card-text.ts';

const words = cardText.picture;
const COLUMNS = [0, 1, 2, 3];
const ROWS = [0, 1, 2, 3];

export function KeySheetPicture() {
  return (
    <figure className="key-sheet">
      <svg viewBox="0 0 150 196" width={132} height={172} role="img" aria-label={words.caption}>
        <rect x="1" y="1" width="148" height="194" rx="2" className="key-sheet-paper" />
        <text x="75" y="24" className="key-sheet-title">
          {words.title}
        </text>
        <rect x="16" y="36" width="78" height="5" className="key-sheet-line" />
        <rect x="16" y="46" width="58" height="5" className="key-sheet-line" />
        <rect x="10" y="60" width="130" height="60" rx="3" className="key-sheet-frame" />
        {ROWS.map((row) =>
          COLUMNS.map((column) => (
            <rect
              key={`${row}-${column}`}
              x={17 + column * 18}
              y={67 + row * 12.5}
              width="14"
              height="7"
              className={column % 2 === 0 ? 'key-sheet-group' : 'key-sheet-group other'}
            />
          )),
        )}
        <rect x="96" y="68" width="36" height="36" className="key-sheet-qr" />
        <rect x="101" y="73" width="9" height="9" className="key-sheet-qr-mark" />
        <rect x="118" y="73" width="9" height="9" className="key-sheet-qr-mark" />
        <rect x="101" y="90" width="9" height="9" className="key-sheet-qr-mark" />
        <text x="114" y="115" className="key-sheet-pointer">
          {words.fingerprint}
        </text>
        <rect x="16" y="132" width="50" height="5" className="key-sheet-line" />
        <rect x="16" y="150" width="50" height="5" className="key-sheet-line" />
        <circle cx="108" cy="156" r="24" className="key-sheet-seal" />
        <text x="108" y="160" className="key-sheet-seal-text">
          {words.seal}
        </text>
      </svg>
      <figcaption>{words.caption}</figcaption>
    </figure>
  );
}

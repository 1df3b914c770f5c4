/** A fingerprint to be compared: large, in groups, with its QR code, and beside it the picture of the paper to compare it with. */
import { Typography } from 'antd';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { KeyQr } from '../../components/key-qr.tsx';
import { cardText } from './card-text.ts';
import { KeySheetPicture } from './key-sheet-picture.tsx';

export interface FingerprintSideProps {
  readonly label: string;
  readonly departmentId: string;
  readonly fingerprint: string;
  /** false: nothing to compare, so no picture of the paper */
  readonly compare?: boolean;
  readonly testIds: { readonly fingerprint: string; readonly qr: string };
}

export function FingerprintSide({ label, departmentId, fingerprint, compare = true, testIds }: FingerprintSideProps) {
  return (
    <div className="fingerprint-side">
      <div className="fingerprint-side-key">
        <Typography.Text type="secondary">{label}</Typography.Text>
        <div className="fingerprint-side-pair">
          <Fingerprint value={fingerprint} asOnPaper testId={testIds.fingerprint} />
          <KeyQr departmentId={departmentId} fingerprint={fingerprint} size={152} testId={testIds.qr} />
        </div>
      </div>
      {compare && (
        <>
          <Typography.Text type="warning" className="fingerprint-side-note">
            {cardText.picture.note}
          </Typography.Text>
          <KeySheetPicture />
        </>
      )}
    </div>
  );
}

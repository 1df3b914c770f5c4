/** A key's fingerprint as a QR code, the same as on the 密钥确认单: read by a scanner, it can be compared without reading aloud. */
import { QRCode } from 'antd';
import { keyText } from './key-text.ts';

export interface KeyQrProps {
  /** USCC */
  readonly departmentId: string;
  readonly fingerprint: string;
  /** pixels, default 128 */
  readonly size?: number;
  readonly testId: string;
}

export function KeyQr({ departmentId, fingerprint, size = 128, testId }: KeyQrProps) {
  const content = keyCode(departmentId, fingerprint);
  return (
    <div data-testid={testId} data-content={content} title={content} role="img" aria-label={keyText.qr}>
      {/* drawn as paths: nothing is loaded, and it stays sharp when it is magnified for a scanner */}
      <QRCode value={content} type="svg" size={size} errorLevel="M" style={{ padding: 8 }} />
    </div>
  );
}

/** `SGKEY:<USCC>:<64 hex digits>`, in capitals as on the paper, so that a scanner gives the same text for both. */
export function keyCode(departmentId: string, fingerprint: string): string {
  return `SGKEY:${departmentId}:${fingerprint.replace(/[^0-9a-f]/gi, '').toUpperCase()}`;
}

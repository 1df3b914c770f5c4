/**
 * Whose key signed a package, and whether this department has compared it before (exchange package, Trust). A new key
 * needs a person's word, with what it was compared; a package of another, a replaced or a revoked key is refused.
 */
import { Alert, Button, Flex, Typography } from 'antd';
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedPackage, PackageTrust } from '#shared/workstation/api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { FingerprintCheck, type TrustCheck } from '../../components/fingerprint-check.tsx';
import { trustText } from './trust-text.ts';

export { isChecked, NO_CHECK, type TrustCheck } from '../../components/fingerprint-check.tsx';

export interface TrustPanelProps {
  readonly opened: OpenedPackage;
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
}

/** Whether a package signed by such a key may be imported at all; `unknown` only after its fingerprint was compared. */
export function isImportable(trust: PackageTrust): boolean {
  return trust === 'confirmed' || trust === 'unknown';
}

export function TrustPanel({ opened, check, onCheck }: TrustPanelProps) {
  const { trust } = opened;
  switch (trust) {
    case 'confirmed':
      return (
        <Alert
          className="notice"
          type="success"
          showIcon
          title={trustText.confirmed.title}
          description={trustText.confirmed.hint}
          data-testid="packages.trust.confirmed"
        />
      );
    case 'unknown':
      return (
        <Flex vertical gap={8} data-testid="packages.trust.unknown">
          <Alert className="notice" type="warning" showIcon title={trustText.unknown.title} description={trustText.unknown.hint} />
          <SignerFingerprint value={opened.fingerprint} asOnPaper />
          <FingerprintCheck
            check={check}
            onCheck={onCheck}
            id="packages-against"
            testIds={{ tick: 'packages.confirmFingerprint', against: 'packages.against' }}
            words={trustText.unknown}
          />
        </Flex>
      );
    case 'changed':
    case 'superseded':
    case 'revoked':
      return <Refused opened={opened} trust={trust} />;
    default:
      return assertNever(trust);
  }
}

function SignerFingerprint({ value, asOnPaper = false }: { readonly value: string; readonly asOnPaper?: boolean }) {
  return (
    <div>
      <Typography.Text type="secondary">{trustText.fingerprint}</Typography.Text>
      <Fingerprint value={value} asOnPaper={asOnPaper} testId="packages.fingerprint" />
    </div>
  );
}

interface RefusedProps {
  readonly opened: OpenedPackage;
  readonly trust: Extract<PackageTrust, 'changed' | 'superseded' | 'revoked'>;
}

/** Says why, who decided it here, and leads to where it can be mended. */
function Refused({ opened, trust }: RefusedProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { title, hint } = trustText[trust];
  const leave = () => {
    void workstation().closePackage(opened.openId);
    go({ name: 'directory' });
  };
  return (
    <Flex vertical gap={8} data-testid={`packages.trust.${trust}`}>
      <Alert
        className="notice"
        type="error"
        showIcon
        title={title}
        description={
          <>
            <div>{hint}</div>
            {opened.trustNote && (
              <div data-testid="packages.trust.note">
                {trustText.note}：{opened.trustNote}
              </div>
            )}
          </>
        }
        action={
          trust !== 'superseded' && (
            <Button size="small" onClick={leave} data-testid="packages.trust.directory">
              {trustText.goDirectory}
            </Button>
          )
        }
      />
      <SignerFingerprint value={opened.fingerprint} />
    </Flex>
  );
}

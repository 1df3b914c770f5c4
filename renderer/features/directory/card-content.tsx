/** What a department card says, beside what the directory knows, and how its key is to be compared. */
import { Alert, Flex, Typography } from 'antd';
import type { OpenedCard } from '#shared/workstation/api.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { fingerprintGroups } from '../../components/fingerprint.tsx';
import { FingerprintCheck, type TrustCheck } from '../../components/fingerprint-check.tsx';
import { keyText } from '../../components/key-text.ts';
import { localTime } from '../../components/local-time.ts';
import { cardPlan } from './card-plan.ts';
import { cardRelationText, cardText } from './card-text.ts';
import { FingerprintSide } from './fingerprint-side.tsx';
import { reasonText } from './keys-text.ts';

export interface CardContentProps {
  readonly card: OpenedCard;
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
}

export function CardContent({ card, check, onCheck }: CardContentProps) {
  const plan = cardPlan(card);
  const relation = cardRelationText[plan.words];
  return (
    <Flex vertical gap={10}>
      <Alert
        className="directory-notice"
        type={plan.tone}
        showIcon
        title={relation.title}
        description={
          <>
            <div>{relation.hint}</div>
            {card.relation === 'newKey' && <ConfirmedKeys keys={card.confirmedKeys} />}
          </>
        }
        data-testid={`card.relation.${card.relation}`}
      />
      <Facts card={card} />
      <Changes changes={card.changes} />
      <Revokes revokes={card.revokes} />
      <FingerprintSide
        label={cardText.fingerprint}
        departmentId={card.department.uscc}
        fingerprint={card.fingerprint}
        // another computer of this department is looked at itself, without a paper
        compare={plan.compare && card.relation !== 'ownOther'}
        testIds={{ fingerprint: 'card.fingerprint', qr: 'card.qr' }}
      />
      {plan.compare && (
        <FingerprintCheck check={check} onCheck={onCheck} id="card-against" testIds={{ tick: 'card.compared', against: 'card.against' }} />
      )}
    </Flex>
  );
}

/** The keys that were believed until now: what the new one isn't. */
function ConfirmedKeys({ keys }: { readonly keys: OpenedCard['confirmedKeys'] }) {
  if (keys.length === 0) return null;
  return (
    <div data-testid="card.confirmedKeys">
      <div>{cardText.confirmedKeys(keys.length)}：</div>
      {keys.map((key) => (
        <div key={key.fingerprint}>
          <div>{keyText.workstation(key.workstation)}</div>
          <div className="directory-code listed-fingerprint">{fingerprintGroups(key.fingerprint).join(' ')}</div>
        </div>
      ))}
    </div>
  );
}

function Facts({ card }: { readonly card: OpenedCard }) {
  const { facts } = cardText;
  const { department } = card;
  return (
    <DescriptionGrid
      labelWidth={84}
      items={[
        {
          key: 'department',
          label: facts.department,
          value: (
            <>
              <Typography.Text strong data-testid="card.department">
                {department.name}
              </Typography.Text>
              <div className="directory-secondary directory-code">{department.uscc}</div>
            </>
          ),
        },
        {
          key: 'workstation',
          label: facts.workstation,
          value: (
            <>
              <div>{keyText.workstation(card.workstation)}</div>
              <div className="directory-secondary">{facts.createdAt(localTime(card.createdAt))}</div>
            </>
          ),
        },
        { key: 'telephone', label: facts.telephone, value: department.telephone },
        { key: 'address', label: facts.address, value: department.address },
      ]}
    />
  );
}

function Changes({ changes }: { readonly changes: OpenedCard['changes'] }) {
  if (changes.length === 0) return null;
  const words = cardText.changes;
  return (
    <div data-testid="card.changes">
      <Typography.Text strong>{words.title}</Typography.Text>
      <table className="card-changes">
        <thead>
          <tr>
            <th>{words.field}</th>
            <th>{words.before}</th>
            <th>{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.label}>
              <th scope="row">{change.label}</th>
              <td>{change.before || words.blank}</td>
              <td>
                <ins>{change.after || words.blank}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Revokes({ revokes }: { readonly revokes: OpenedCard['revokes'] }) {
  if (revokes.length === 0) return null;
  const words = cardText.revokes;
  return (
    <Alert
      className="directory-notice"
      type="warning"
      showIcon
      title={words.title}
      description={
        <>
          <div>{words.consequence}</div>
          {revokes.map((revoked) => (
            <div key={revoked.fingerprint}>
              <div className="directory-code listed-fingerprint">{fingerprintGroups(revoked.fingerprint).join(' ')}</div>
              <div>
                {`${words.reason}：${reasonText[revoked.reason].label}`}
                {!revoked.known && `（${words.unknown}）`}
              </div>
            </div>
          ))}
        </>
      }
      data-testid="card.revokes"
    />
  );
}

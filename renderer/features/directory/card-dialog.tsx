/** The dialog in which a department card is taken in: one content and one row of buttons for each stage. */
import { Button, Flex, Modal, Result, Spin, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { assertNever } from '#shared/domain/result.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { isChecked, NO_CHECK, type TrustCheck } from '../../components/fingerprint-check.tsx';
import { CardContent } from './card-content.tsx';
import { type CardAction, cardPlan } from './card-plan.ts';
import type { CardStage } from './card-stage.ts';
import { cardText } from './card-text.ts';

export interface CardDialogProps {
  readonly stage: CardStage;
  readonly onClose: () => void;
  readonly onOther: () => void;
  readonly onShow: (departmentId: string) => void;
  readonly onAct: (action: CardAction, against: string) => void;
}

export function CardDialog(props: CardDialogProps) {
  const { stage, onClose } = props;
  const [check, setCheck] = useState<TrustCheck>(NO_CHECK);
  const busy = stage.kind === 'opening' || (stage.kind === 'preview' && stage.busy !== undefined);
  return (
    <Modal
      open={stage.kind !== 'closed'}
      title={<DialogTitle stage={stage} />}
      width={stage.kind === 'preview' ? 880 : 560}
      centered
      closable={!busy}
      keyboard={!busy}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => setCheck(NO_CHECK)}
      destroyOnHidden
      footer={<CardFooter {...props} check={check} />}
      styles={{ body: { maxHeight: 'calc(100vh - 150px)', overflowY: 'auto' } }}
      data-testid="card.dialog"
    >
      <CardBody stage={stage} check={check} onCheck={setCheck} />
    </Modal>
  );
}

/** with the file's name, so that nobody takes one card for another */
function DialogTitle({ stage }: { readonly stage: CardStage }) {
  const fileName = stage.kind === 'preview' || stage.kind === 'done' ? stage.card.fileName : stage.kind === 'closed' ? '' : stage.fileName;
  return (
    <>
      {cardText.title}
      {fileName && <span className="card-file">{fileName}</span>}
    </>
  );
}

interface CardBodyProps {
  readonly stage: CardStage;
  readonly check: TrustCheck;
  readonly onCheck: (check: TrustCheck) => void;
}

function CardBody({ stage, check, onCheck }: CardBodyProps): ReactNode {
  switch (stage.kind) {
    case 'closed':
      return null;
    case 'opening':
      return (
        <Flex gap={12} align="center" aria-live="polite">
          <Spin size="small" />
          <Typography.Text>{cardText.opening}</Typography.Text>
        </Flex>
      );
    case 'failed':
      return (
        <Flex vertical gap={8} data-testid="card.failed">
          <FailureAlert failure={stage.failure} title={cardText.failedTitle} />
          <Typography.Text type="secondary">{cardText.nothingWritten}</Typography.Text>
        </Flex>
      );
    case 'preview':
      return (
        <Flex vertical gap={12}>
          <FailureAlert failure={stage.failure} title={cardText.acceptFailed} />
          <CardContent card={stage.card} check={check} onCheck={onCheck} />
        </Flex>
      );
    case 'done':
      return <CardDone stage={stage} />;
    default:
      return assertNever(stage);
  }
}

const DONE = { confirm: 'confirmed', later: 'later', accept: 'accepted', update: 'updated' } as const satisfies Record<
  CardAction,
  keyof typeof cardText.done
>;

function CardDone({ stage }: { readonly stage: Extract<CardStage, { kind: 'done' }> }) {
  const words = cardText.done[DONE[stage.action]];
  return (
    <Result
      status={stage.action === 'later' ? 'info' : 'success'}
      title={words.title}
      subTitle={
        <>
          <div>{stage.card.department.name}</div>
          <div>{words.hint}</div>
        </>
      }
      styles={{ root: { padding: '16px 24px' } }}
      data-testid="card.result"
      data-action={stage.action}
    />
  );
}

interface CardFooterProps extends CardDialogProps {
  readonly check: TrustCheck;
}

function CardFooter({ stage, check, onClose, onOther, onShow, onAct }: CardFooterProps): ReactNode {
  switch (stage.kind) {
    case 'closed':
    case 'opening':
      return null;
    case 'failed':
      return (
        <>
          <Button onClick={onOther} data-testid="card.other">
            {cardText.other}
          </Button>
          <Button type="primary" onClick={onClose} data-testid="card.close">
            {cardText.close}
          </Button>
        </>
      );
    case 'preview':
      return <PreviewFooter stage={stage} check={check} onClose={onClose} onShow={onShow} onAct={onAct} />;
    case 'done':
      return (
        <>
          {stage.card.relation !== 'ownOther' && <ShowDepartment uscc={stage.card.department.uscc} onShow={onShow} />}
          <Button type="primary" onClick={onClose} data-testid="card.done">
            {cardText.close}
          </Button>
        </>
      );
    default:
      return assertNever(stage);
  }
}

function ShowDepartment({ uscc, onShow }: Pick<CardDialogProps, 'onShow'> & { readonly uscc: string }) {
  return (
    <Button onClick={() => onShow(uscc)} data-testid="card.showDepartment">
      {cardText.showDepartment}
    </Button>
  );
}

interface PreviewFooterProps extends Pick<CardDialogProps, 'onClose' | 'onShow' | 'onAct'> {
  readonly stage: Extract<CardStage, { kind: 'preview' }>;
  readonly check: TrustCheck;
}

const ACTION_WORDS: Readonly<Record<CardAction, string>> = {
  confirm: cardText.confirm,
  later: cardText.later,
  accept: cardText.acceptRotation,
  update: cardText.update,
};

/** The buttons say what they do; confirming is off until the fingerprint was compared. */
function PreviewFooter({ stage, check, onClose, onShow, onAct }: PreviewFooterProps) {
  const { card, busy } = stage;
  const { actions } = cardPlan(card);
  if (actions.length === 0) {
    return (
      <>
        {(card.relation === 'known' || card.relation === 'revoked') && <ShowDepartment uscc={card.department.uscc} onShow={onShow} />}
        <Button type="primary" onClick={onClose} data-testid="card.close">
          {cardText.close}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button onClick={onClose} disabled={busy !== undefined} data-testid="card.cancel">
        {cardText.cancel}
      </Button>
      {actions.map((action) => (
        <Button
          key={action}
          {...(action !== 'later' && { type: 'primary' as const })}
          loading={busy === action}
          disabled={(busy !== undefined && busy !== action) || (action === 'confirm' && !isChecked(check))}
          onClick={() => onAct(action, check.against.trim())}
          data-testid={`card.${action}`}
        >
          {ACTION_WORDS[action]}
        </Button>
      ))}
    </>
  );
}

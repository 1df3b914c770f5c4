/** The dialog in which a package is taken in: one content and one row of buttons for each stage. */
import { Button, Flex, Modal, Result, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { assertNever } from '#shared/domain/result.ts';
import type { OpenedPackage, Progress } from '#shared/workstation/api.ts';
import { type Page, useNavigation } from '../../app/navigation.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ProgressLine } from '../../components/progress-modal.tsx';
import { componentText } from '../../components/text.ts';
import { CardList, newCards } from './card-list.tsx';
import { FailurePanel } from './failure-panel.tsx';
import type { ImportDecision, ImportStage } from './import-stage.ts';
import { MissingBefore, PackagePreview } from './package-preview.tsx';
import { importText } from './text.ts';
import { isChecked, isImportable, NO_CHECK, type TrustCheck, TrustPanel } from './trust-panel.tsx';

export interface ImportDialogProps {
  readonly stage: ImportStage;
  readonly progress: Progress | undefined;
  readonly onCancel: () => void;
  readonly onClose: () => void;
  readonly onOther: () => void;
  readonly onImport: (decision: ImportDecision) => void;
}

/** what the user has said so far */
interface Answers {
  readonly check: TrustCheck;
  readonly cards: readonly string[];
}

const NO_ANSWERS: Answers = { check: NO_CHECK, cards: [] };

export function ImportDialog(props: ImportDialogProps) {
  const { stage, onClose } = props;
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const opened = stage.kind === 'preview' ? stage.opened : undefined;
  // another package begins with its own cards; coming back from a failed import keeps what was ticked
  const openId = opened?.openId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another package changes what is ticked
  useEffect(() => {
    if (opened) setAnswers({ check: NO_CHECK, cards: newCards(opened) });
  }, [openId]);
  const busy = stage.kind === 'checking' || stage.kind === 'importing';
  return (
    <Modal
      open={stage.kind !== 'closed'}
      title={importText.title}
      width={stage.kind === 'preview' ? 800 : 600}
      centered
      closable={!busy}
      keyboard={!busy}
      mask={{ closable: false }}
      onCancel={onClose}
      afterClose={() => setAnswers(NO_ANSWERS)}
      destroyOnHidden
      footer={<ImportFooter {...props} answers={answers} />}
      styles={{ body: { maxHeight: 'calc(100vh - 190px)', overflowY: 'auto' } }}
    >
      <ImportContent {...props} answers={answers} onAnswers={setAnswers} />
    </Modal>
  );
}

interface ContentProps extends ImportDialogProps {
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
}

function ImportContent(props: ContentProps): ReactNode {
  const { stage, progress } = props;
  switch (stage.kind) {
    case 'closed':
      return null;
    case 'checking':
    case 'importing':
      return <Working stage={stage} progress={progress} />;
    case 'failed':
      return <FailurePanel failure={stage.failure} title={importText.failed.title} fileName={stage.fileName} />;
    case 'preview':
      return <Preview {...props} stage={stage} />;
    case 'done':
      return (
        <Flex vertical gap={12}>
          <Result
            status="success"
            title={importText.done.title}
            subTitle={doneText(stage)}
            styles={{ root: { padding: '16px 24px' } }}
            data-testid="packages.imported"
          />
          <MissingBefore opened={stage.opened} />
        </Flex>
      );
    default:
      return assertNever(stage);
  }
}

type PreviewStage = Extract<ImportStage, { kind: 'preview' }>;

function Preview({ stage, answers, onAnswers, onClose }: ContentProps & { readonly stage: PreviewStage }) {
  const go = useNavigation((navigation) => navigation.go);
  const { opened, fileName, failure } = stage;
  return (
    <Flex vertical gap={12} data-testid="packages.preview">
      <FailureAlert failure={failure} />
      <PackagePreview opened={opened} fileName={fileName}>
        <TrustPanel opened={opened} check={answers.check} onCheck={(check) => onAnswers({ ...answers, check })} />
      </PackagePreview>
      {opened.purpose === 'directory' && (
        <CardList
          opened={opened}
          ticked={answers.cards}
          onTick={(cards) => onAnswers({ ...answers, cards })}
          onDirectory={() => {
            onClose();
            go({ name: 'directory' });
          }}
        />
      )}
    </Flex>
  );
}

interface WorkingProps {
  readonly stage: { readonly kind: string; readonly fileName: string };
  readonly progress: Progress | undefined;
}

function Working({ stage, progress }: WorkingProps) {
  return (
    <Flex vertical gap={8} aria-live="polite" data-testid="packages.progress">
      <Typography.Text strong>{stage.fileName}</Typography.Text>
      <ProgressLine fraction={progress?.fraction} />
      <Typography.Text>{progress?.text ?? (stage.kind === 'checking' ? importText.progress : importText.importing)}</Typography.Text>
      {stage.kind === 'checking' && <Typography.Text type="secondary">{importText.progressNote}</Typography.Text>}
      {progress?.committing && <Typography.Text type="warning">{componentText.cannotCancel}</Typography.Text>}
    </Flex>
  );
}

function doneText({ opened, appended, records, cards }: Extract<ImportStage, { kind: 'done' }>): string {
  const { done } = importText;
  switch (opened.purpose) {
    case 'approvals':
      return appended === 0 ? done.unchanged : done.approvals(records);
    case 'supervision':
      return appended === 0 ? done.unchanged : done.supervision(records);
    case 'letters':
      return appended === 0 ? done.unchanged : done.letters(records);
    case 'meetings':
      return appended === 0 ? done.unchanged : done.meetings;
    case 'receipt':
      return appended === 0 ? done.unchanged : done.receipt;
    case 'directory':
      return done.directory(cards);
    case 'sync':
      return done.sync;
    default:
      return assertNever(opened.purpose);
  }
}

interface FooterProps extends ImportDialogProps {
  readonly answers: Answers;
}

function ImportFooter({ stage, progress, answers, onCancel, onClose, onOther, onImport }: FooterProps): ReactNode {
  switch (stage.kind) {
    case 'closed':
      return null;
    case 'checking':
    case 'importing':
      return (
        <Button onClick={onCancel} disabled={progress?.committing === true} data-testid="packages.cancelCheck">
          {stage.kind === 'checking' ? importText.cancel : importText.cancelImport}
        </Button>
      );
    case 'failed':
      return <OtherOrClose onOther={onOther} onClose={onClose} />;
    case 'preview':
      return <PreviewFooter opened={stage.opened} answers={answers} onClose={onClose} onOther={onOther} onImport={onImport} />;
    case 'done':
      return <DoneFooter opened={stage.opened} onClose={onClose} />;
    default:
      return assertNever(stage);
  }
}

function OtherOrClose({ onOther, onClose }: Pick<ImportDialogProps, 'onOther' | 'onClose'>) {
  return (
    <>
      <Button onClick={onOther} data-testid="packages.chooseOther">
        {importText.other}
      </Button>
      <Button type="primary" onClick={onClose} data-testid="packages.close">
        {importText.close}
      </Button>
    </>
  );
}

interface PreviewFooterProps extends Pick<ImportDialogProps, 'onClose' | 'onOther' | 'onImport'> {
  readonly opened: OpenedPackage;
  readonly answers: Answers;
}

/** The main button says what happens; it is missing where nothing may be imported, and off until the key was compared. */
function PreviewFooter({ opened, answers, onClose, onOther, onImport }: PreviewFooterProps) {
  const { check, cards } = answers;
  // 名录包: only on the word of a department that was named coordinator here (exchange package, Trust)
  const refused = !isImportable(opened.trust) || (opened.purpose === 'directory' && !opened.coordinator);
  if (refused || opened.alreadyImported) return <OtherOrClose onOther={onOther} onClose={onClose} />;
  const unknown = opened.trust === 'unknown';
  return (
    <>
      <Button onClick={onClose} data-testid="packages.cancelImport">
        {importText.cancel}
      </Button>
      <Button
        type="primary"
        disabled={unknown && !isChecked(check)}
        onClick={() => onImport({ against: unknown ? check.against.trim() : undefined, cards })}
        data-testid="packages.doImport"
      >
        {unknown ? importText.confirmAndImport : importText.doImport}
      </Button>
    </>
  );
}

/** Leads to where the new content is: 待认领 for approvals, 公文 for letters, the own records or case files of a receipt. */
function DoneFooter({ opened, onClose }: { readonly opened: OpenedPackage; readonly onClose: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const { page, label } = afterImport(opened);
  return (
    <>
      <Button onClick={onClose} data-testid="packages.close">
        {importText.done.close}
      </Button>
      <Button
        type="primary"
        onClick={() => {
          onClose();
          go(page);
        }}
        data-testid="packages.afterImport"
      >
        {label}
      </Button>
    </>
  );
}

function afterImport({ purpose, matter: { at, letterId } }: OpenedPackage): { readonly page: Page; readonly label: string } {
  const { goInbox, goList, goDirectory, goSupervision, goLetters, goLetter, goHandling, goMeetings } = importText.done;
  if (purpose === 'directory') return { page: { name: 'directory' }, label: goDirectory };
  const preset = { direction: purpose === 'receipt' ? ('own' as const) : ('received' as const) };
  switch (at) {
    case 'approvals':
      if (purpose === 'approvals') return { page: { name: 'inbox' }, label: goInbox };
      return { page: { name: 'approvals', ...(purpose === 'receipt' && { preset }) }, label: goList };
    case 'supervision':
      return { page: { name: 'supervision', preset }, label: goSupervision };
    case 'letters':
      if (letterId !== '') return { page: { name: 'letter', letterId }, label: goLetter };
      return { page: { name: 'letters', tab: 'received' }, label: goLetters };
    case 'transfers':
    case 'reviews':
      return { page: { name: 'handling', tab: at, ...(letterId !== '' && { show: letterId }) }, label: goHandling };
    case 'meetings':
      return { page: { name: 'meetings' }, label: goMeetings };
    default:
      return assertNever(at);
  }
}

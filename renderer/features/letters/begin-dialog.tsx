/** 起草公函: the occasions of the 办法 in groups, the user's own templates, or a blank sheet. */
import { FileTextOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Modal, Typography } from 'antd';
import { useState } from 'react';
import { LETTER_KINDS, type LetterKind } from '#shared/domain/letter.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { beginBlank } from './begin-blank.ts';
import { text } from './text.ts';

const words = text.begin;
/** scrolls inside, so that title and close stay */
const BODY = { body: { maxHeight: 'calc(100vh - 140px)', overflowY: 'auto' } } as const;

export interface BeginDialogProps {
  readonly open: boolean;
  /** records that the letter is about */
  readonly about: readonly string[];
  readonly onClose: () => void;
}

export function BeginDialog({ open, about, onClose }: BeginDialogProps) {
  const begin = useBeginLetter(onClose);
  return (
    <Modal
      open={open}
      title={words.title}
      onCancel={onClose}
      footer={null}
      width={880}
      destroyOnHidden
      centered
      styles={BODY}
      data-testid="letters.begin"
    >
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        {about.length > 0 && <Alert type="info" showIcon title={words.about(about.length)} />}
        <FailureAlert failure={begin.failure} title={words.failed} />
        {words.groups.map((group) => (
          <Group key={group.title} title={group.title}>
            {group.kinds.map((kind) => (
              <Occasion
                key={kind}
                title={LETTER_KINDS[kind].name}
                detail={words.article(LETTER_KINDS[kind].article)}
                disabled={begin.busy}
                onChoose={() => begin.start({ kind, about })}
                testId={`letters.begin.${kind}`}
              />
            ))}
          </Group>
        ))}
        <Others about={about} begin={begin} />
      </Flex>
    </Modal>
  );
}

function Others({ about, begin }: { readonly about: readonly string[]; readonly begin: BeginLetter }) {
  const templates = useAsync(() => workstation().letterTemplates()).value ?? [];
  return (
    <Group title={templates.length > 0 ? words.own : LETTER_KINDS.other.name}>
      {templates.map(({ templateId, name, kind }) => (
        <Occasion
          key={templateId}
          title={name}
          detail={LETTER_KINDS[kind].name}
          disabled={begin.busy}
          onChoose={() => begin.start({ kind, about, template: templateId })}
          testId={`letters.begin.template.${templateId}`}
        />
      ))}
      <Occasion
        title={words.blank}
        detail={words.blankHint}
        disabled={begin.busy}
        onChoose={() => begin.blank(about)}
        testId="letters.begin.blank"
      />
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <Typography.Title level={3} style={{ margin: '0 0 8px', fontSize: 14 }}>
        {title}
      </Typography.Title>
      <div className="letter-occasions">{children}</div>
    </section>
  );
}

interface OccasionProps {
  readonly title: string;
  readonly detail: string;
  readonly disabled: boolean;
  readonly onChoose: () => void;
  readonly testId: string;
}

function Occasion({ title, detail, disabled, onChoose, testId }: OccasionProps) {
  return (
    <Button className="letter-occasion" icon={<FileTextOutlined />} disabled={disabled} onClick={onChoose} data-testid={testId}>
      <span className="letter-occasion-text">
        <span>{title}</span>
        <span className="letter-occasion-detail">{detail}</span>
      </span>
    </Button>
  );
}

export interface BeginInput {
  readonly kind: LetterKind;
  readonly about: readonly string[];
  readonly template?: string;
  readonly corrects?: string;
  readonly answers?: { readonly letterId: string; readonly from: string; readonly title: string; readonly number: string };
}

export interface BeginLetter {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly start: (input: BeginInput) => void;
  readonly blank: (about: readonly string[]) => void;
}

/** Begins a draft and opens it in the editor. */
export function useBeginLetter(onBegun?: () => void): BeginLetter {
  const go = useNavigation((navigation) => navigation.go);
  const department = useSession((session) => session.info?.department);
  const operator = useSession((session) => session.info?.operator ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = async (begin: () => ReturnType<typeof beginBlank>) => {
    setBusy(true);
    setFailure(undefined);
    const begun = await begin().finally(() => setBusy(false));
    if (!begun.ok) return setFailure(begun.error);
    useSession.getState().touch();
    onBegun?.();
    // the way back leads to the list, not to the choice once more
    if (useNavigation.getState().page.name === 'letters') useNavigation.setState({ page: { name: 'letters' } });
    go({ name: 'letter', letterId: begun.value.letterId });
  };
  return {
    busy,
    failure,
    start: (input) => void run(() => workstation().beginLetter(input)),
    blank: (about) => void run(() => beginBlank(department, operator, about)),
  };
}

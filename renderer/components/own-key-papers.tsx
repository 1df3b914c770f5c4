/** What a department hands to others about its key: the 部门名片 as a file, and the 密钥确认单 to be printed and stamped. */
import { FilePdfOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { SavedFile } from '#shared/workstation/api.ts';
import { useSession } from '../app/session.ts';
import { workstation } from '../app/workstation-client.ts';
import { keyText } from './key-text.ts';

type Paper = 'card' | 'sheet';

const words = keyText.papers;

export interface OwnKeyPapersProps {
  readonly testIds: Readonly<Record<Paper, string>>;
  /** the main thing to do here */
  readonly primary?: boolean;
}

export function OwnKeyPapers({ testIds, primary = false }: OwnKeyPapersProps) {
  const { saving, save } = useSavePaper();
  return (
    <>
      <Button
        {...(primary && { type: 'primary' as const })}
        icon={<SaveOutlined />}
        loading={saving === 'card'}
        disabled={saving === 'sheet'}
        onClick={() => void save('card')}
        data-testid={testIds.card}
      >
        {words.saveCard}
      </Button>
      <Button
        icon={<FilePdfOutlined />}
        loading={saving === 'sheet'}
        disabled={saving === 'card'}
        onClick={() => void save('sheet')}
        data-testid={testIds.sheet}
      >
        {words.saveSheet}
      </Button>
    </>
  );
}

interface PaperWords {
  readonly kind: 'card' | 'pdf';
  readonly name: (department: string) => string;
  readonly write: (input: { readonly token: string }) => Promise<Result<SavedFile>>;
  readonly saving: string;
  readonly saved: (name: string) => string;
  readonly next: string;
  readonly failed: string;
}

const PAPERS: Readonly<Record<Paper, PaperWords>> = {
  card: {
    kind: 'card',
    name: words.cardName,
    write: (input) => workstation().saveOwnCard(input),
    saving: words.savingCard,
    saved: words.cardSaved,
    next: words.cardNext,
    failed: words.cardFailed,
  },
  sheet: {
    kind: 'pdf',
    name: words.sheetName,
    write: (input) => workstation().saveKeySheet(input),
    saving: words.savingSheet,
    saved: words.sheetSaved,
    next: words.sheetNext,
    failed: words.sheetFailed,
  },
};

/** Asks where to save, writes, and says where it lies and what to do with it. */
function useSavePaper() {
  const { message, modal, notification } = App.useApp();
  const department = useSession((session) => session.info?.department?.name ?? '');
  const [saving, setSaving] = useState<Paper | undefined>(undefined);
  const save = async (which: Paper) => {
    const paper = PAPERS[which];
    const chosen = await window.host.chooseSave({ kind: paper.kind, suggestedName: paper.name(department) });
    if (!chosen.ok) return void modal.error({ title: paper.failed, content: chosen.error.message });
    const target = chosen.value;
    if (!target) return;
    setSaving(which);
    const hide = message.loading(paper.saving, 0);
    const result = await paper.write({ token: target.token });
    hide();
    setSaving(undefined);
    if (!result.ok) return void modal.error({ title: paper.failed, content: result.error.message });
    notification.success({
      title: paper.saved(result.value.fileName),
      description: paper.next,
      actions: (
        <Button size="small" onClick={() => void window.host.showInFolder({ token: target.token })} data-testid="key-papers.show">
          {words.show}
        </Button>
      ),
    });
  };
  return { saving, save };
}

/** 联络员 (办法 27, 28): own and other departments' officers, and which departments have none. */
import { DownloadOutlined, FileTextOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Segmented, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import type { LiaisonList, LiaisonRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PackDialog, type Parcel } from '../../components/pack-dialog.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useAsync } from '../../components/use-async.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { LiaisonDialog, type LiaisonTask } from './liaison-dialog.tsx';
import { LiaisonDrawer } from './liaison-drawer.tsx';
import { LiaisonTable } from './liaison-table.tsx';
import './liaisons.css';
import { ListFileDialog } from './list-file-dialog.tsx';
import { text } from './text.ts';

type Show = keyof typeof text.show;
type Dialog = 'letter' | 'file' | 'pack';

export function LiaisonsPage() {
  const list = useAsync(() => workstation().liaisons());
  const [show, setShow] = useState<Show>('inOffice');
  const [opened, setOpened] = useState<string>();
  const [task, setTask] = useState<LiaisonTask>();
  const [dialog, setDialog] = useState<Dialog>();
  const all = list.value?.rows ?? [];
  const rows = list.value && (show === 'all' ? all : all.filter((row) => row.inOffice));
  const create = () => setTask({ kind: 'create' });
  return (
    <div className="liaisons" data-testid="liaisons">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={<Actions rows={all} onDialog={setDialog} onCreate={create} />}
      />
      <FailureAlert failure={list.failure} title={text.failed} onRetry={list.reload} />
      {list.value && <Without without={list.value.without} />}
      <Flex gap={12} align="center">
        <Segmented<Show>
          value={show}
          onChange={setShow}
          options={(['inOffice', 'all'] as const).map((value) => ({
            value,
            label: <span data-testid={`liaisons.show.${value}`}>{text.show[value]}</span>,
          }))}
        />
        <Typography.Text type="secondary" data-testid="liaisons.count" data-count={rows?.length ?? 0}>
          {text.count(rows?.length ?? 0)}
        </Typography.Text>
      </Flex>
      <LiaisonTable rows={rows} any={all.length > 0} onOpen={setOpened} onCreate={create} />
      <LiaisonDrawer row={all.find(({ liaisonId }) => liaisonId === opened)} onTask={setTask} onClose={() => setOpened(undefined)} />
      <LiaisonDialog task={task} onClose={() => setTask(undefined)} />
      <LetterDialog open={dialog === 'letter'} rows={all} onClose={() => setDialog(undefined)} />
      <ListFileDialog open={dialog === 'file'} onClose={() => setDialog(undefined)} />
      <PackDialog open={dialog === 'pack'} title={text.packTitle} parcel={PARCEL} testId="liaisons" onClose={() => setDialog(undefined)} />
    </div>
  );
}

/** The officers alone: to every department of the directory, for all have to know them (27). */
const PARCEL: Parcel = {
  purpose: 'meetings',
  title: text.parcelTitle,
  recipients: async () => {
    const directory = await workstation().directory();
    return directory.ok ? { ok: true, value: directory.value.map(({ department }) => department.uscc) } : directory;
  },
  write: (output) => workstation().exportMeetings({ ...output, meetings: [], applications: [], liaisons: true }),
};

interface ActionsProps {
  readonly rows: readonly LiaisonRow[];
  readonly onDialog: (dialog: Dialog) => void;
  readonly onCreate: () => void;
}

function Actions({ rows, onDialog, onCreate }: ActionsProps) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const none = !rows.some((row) => row.own);
  return (
    <>
      <Button icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={() => onDialog('file')} data-testid="liaisons.file">
        {text.file.open}
      </Button>
      <Tooltip title={text.packHint}>
        <Button icon={<SwapOutlined />} disabled={readOnly || none} onClick={() => onDialog('pack')} data-testid="liaisons.pack">
          {text.pack}
        </Button>
      </Tooltip>
      <Button icon={<FileTextOutlined />} disabled={readOnly || none} onClick={() => onDialog('letter')} data-testid="liaisons.letter">
        {text.letter}
      </Button>
      <Button type="primary" icon={<PlusOutlined />} disabled={readOnly} onClick={onCreate} data-testid="liaisons.create">
        {text.create}
      </Button>
    </>
  );
}

/** 27: 应当至少明确1名 */
function Without({ without }: Pick<LiaisonList, 'without'>) {
  if (without.length === 0) return null;
  const others = without.filter(({ own }) => !own).map(({ departmentName }) => departmentName);
  const own = without.some((department) => department.own);
  const title = [own && text.none.own, others.length > 0 && text.none.others(others.join('、'))].filter(Boolean).join('；');
  return (
    <Alert
      type={own ? 'warning' : 'info'}
      showIcon
      title={title}
      description={text.noneHint}
      data-testid="liaisons.without"
      data-count={without.length}
      data-own={own}
    />
  );
}

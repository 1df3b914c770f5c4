/** 分发部门名片: the cards that were compared here, in one package for the others (办法 19, 27). */
import { Alert, Flex, Select, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { ok } from '#shared/domain/result.ts';
import type { DirectoryRow } from '#shared/workstation/api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { directoryExportText } from './delivery-text.ts';
import { OutputDialog } from './output-dialog.tsx';
import { RecipientSelect } from './recipient-select.tsx';
import { nameForSeveral, sealTarget } from './sealing.ts';

const words = directoryExportText;
const NONE: readonly DirectoryRow[] = [];

export interface DirectoryExportProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function DirectoryExport({ open, onClose }: DirectoryExportProps) {
  const own = useSession((session) => session.info?.department);
  const directory = useAsync(() => workstation().directory());
  const others = useMemo(() => (directory.value ?? NONE).filter((row) => row.department.uscc !== own?.uscc), [directory.value, own]);
  const listable = useMemo(() => others.filter((row) => row.keyState === 'confirmed'), [others]);
  const [recipients, setRecipients] = useState<readonly string[]>([]);
  const [excluded, setExcluded] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const departments = listable.map((row) => row.department.uscc).filter((id) => !excluded.includes(id));
  const chosen = others.filter((row) => recipients.includes(row.department.uscc)).map(sealTarget);
  const none = directory.value !== undefined && listable.length === 0;
  const close = () => {
    setRecipients([]);
    setExcluded([]);
    setTried(false);
    onClose();
  };
  return (
    <OutputDialog
      open={open}
      words={words}
      testId="packages.directory"
      sealing={{ purpose: 'directory', recipients: chosen }}
      blocked={none}
      onCheck={() => {
        setTried(true);
        return recipients.length > 0 && departments.length > 0;
      }}
      name={async (sealed) => {
        const [first] = chosen;
        const name = await workstation().suggestPackageName({ recipient: first?.id ?? '', purpose: 'directory', sealed });
        return name.ok ? ok(nameForSeveral(name.value, first?.name ?? '', chosen.length)) : name;
      }}
      write={async (input) => {
        const result = await workstation().exportDirectory({ ...input, recipients, departments });
        return result.ok ? ok({ rows: result.value }) : result;
      }}
      next={words.next}
      onClose={close}
    >
      <FailureAlert failure={directory.failure} onRetry={directory.reload} />
      <Typography.Text type="secondary">{words.hint}</Typography.Text>
      {own && !own.roles.includes('approval') && <Alert type="warning" showIcon title={words.notApproval} />}
      {none ? (
        <Alert type="warning" showIcon title={words.none} data-testid="packages.directory.none" />
      ) : (
        <Choices
          others={others}
          listable={listable}
          recipients={recipients}
          departments={departments}
          tried={tried}
          onRecipients={setRecipients}
          onDepartments={(ids) => setExcluded(listable.map((row) => row.department.uscc).filter((id) => !ids.includes(id)))}
        />
      )}
    </OutputDialog>
  );
}

interface ChoicesProps {
  readonly others: readonly DirectoryRow[];
  readonly listable: readonly DirectoryRow[];
  readonly recipients: readonly string[];
  readonly departments: readonly string[];
  readonly tried: boolean;
  readonly onRecipients: (ids: readonly string[]) => void;
  readonly onDepartments: (ids: readonly string[]) => void;
}

function Choices({ others, listable, recipients, departments, tried, onRecipients, onDepartments }: ChoicesProps) {
  return (
    <>
      <Flex vertical gap={4}>
        <Typography.Text strong>{words.recipients}</Typography.Text>
        <RecipientSelect
          rows={others}
          value={recipients}
          onChange={onRecipients}
          placeholder={words.recipientsPlaceholder}
          testId="packages.directory.recipients"
        />
        {tried && recipients.length === 0 && <Missing text={words.recipientsMissing} />}
      </Flex>
      <Flex vertical gap={4}>
        <Typography.Text strong>{words.departments}</Typography.Text>
        <Select<string[]>
          mode="multiple"
          value={[...departments]}
          onChange={onDepartments}
          options={listable.map(({ department }) => ({ value: department.uscc, label: department.name }))}
          showSearch={{ optionFilterProp: 'label' }}
          maxTagCount={6}
          aria-label={words.departments}
          data-testid="packages.directory.departments"
        />
        <span className="preview-secondary">{words.departmentsHint}</span>
        {tried && departments.length === 0 && <Missing text={words.departmentsMissing} />}
      </Flex>
    </>
  );
}

function Missing({ text }: { readonly text: string }) {
  return (
    <Typography.Text type="danger" role="alert">
      {text}
    </Typography.Text>
  );
}

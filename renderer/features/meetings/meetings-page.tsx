/** 会议: meetings, applications for meetings, and what was not agreed and waits for another one (办法 29–31). */
import { PlusOutlined, SolutionOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigation } from '../../app/navigation.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { ApplicationsTab } from './applications-tab.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { CarriedTab } from './carried-tab.tsx';
import { MeetingList } from './meeting-list.tsx';
import './meetings.css';
import { text } from './text.ts';
import { useConvenes, useReadOnly } from './use-own.ts';

const words = text.list;
const TABS = ['meetings', 'applications', 'carried'] as const;
type MeetingsTab = (typeof TABS)[number];

export interface MeetingsPageProps {
  readonly tab?: MeetingsTab;
}

export function MeetingsPage({ tab = 'meetings' }: MeetingsPageProps) {
  const go = useNavigation((navigation) => navigation.go);
  const convenes = useConvenes();
  const readOnly = useReadOnly();
  const [shown, setShown] = useState<MeetingsTab>(tab);
  const [applying, setApplying] = useState(false);
  const content = (name: MeetingsTab) => {
    if (name === 'applications') return <ApplicationsTab onApply={() => setApplying(true)} />;
    if (name === 'carried') return <CarriedTab />;
    return <MeetingList />;
  };
  return (
    <div data-testid="meetings">
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <>
            <Button
              type={convenes ? 'default' : 'primary'}
              icon={<SolutionOutlined />}
              disabled={readOnly}
              onClick={() => setApplying(true)}
              data-testid="meetings.apply"
            >
              {words.apply}
            </Button>
            {convenes && (
              <Button
                type="primary"
                icon={<PlusOutlined />}
                disabled={readOnly}
                onClick={() => go({ name: 'meetingForm' })}
                data-testid="meetings.convene"
              >
                {words.convene}
              </Button>
            )}
          </>
        }
      />
      <Tabs
        activeKey={shown}
        onChange={(key) => setShown(TABS.find((name) => name === key) ?? 'meetings')}
        destroyOnHidden
        items={TABS.map((name) => ({
          key: name,
          label: <span data-testid={`meetings.tab.${name}`}>{words.tabs[name]}</span>,
          children: content(name),
        }))}
      />
      <ApplyDialog open={applying} onClose={() => setApplying(false)} onApplied={() => setShown('applications')} />
    </div>
  );
}

/** What this program is, on what it runs, and under which licence. */
import type { AppInfo } from '#shared/ipc.ts';
import { ClassifiedNotice } from '../../components/classified-notice.tsx';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { Section } from './section.tsx';
import { settingsText } from './text.ts';

const words = settingsText.about;

export function AboutSection({ info }: { readonly info: AppInfo }) {
  return (
    <>
      <Section title={words.title}>
        <div style={{ marginTop: 16 }}>
          <DescriptionGrid
            columns={1}
            labelWidth={96}
            items={[
              { key: 'version', label: words.version, value: info.version },
              { key: 'runtime', label: words.runtime, value: `Electron ${info.electron}，Chromium ${info.chromium}` },
              { key: 'basis', label: words.basis, value: words.basisText },
              { key: 'signature', label: words.signature, value: words.signatureText },
              { key: 'network', label: words.network, value: words.networkText },
              { key: 'licence', label: words.licence, value: words.licenceText },
            ]}
          />
        </div>
      </Section>
      <ClassifiedNotice />
    </>
  );
}

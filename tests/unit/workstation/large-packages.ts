import { randomFillSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '#shared/domain/result.ts';
import type { OpenedPackage, PackageRow } from '#shared/workstation/api.ts';
import { type NodeWorkstation, openNodeWorkstation, required } from '../../../build/node-workstation.ts';
import { draft, RECIPIENT, SENDER, takeCard } from './two-departments.ts';

const FILES = 2;
const FILE_BYTES = 30 * 1024 * 1024;

/** A department with a record of 60 MB of evidence, and the one that is to have it. */
export class LargePackage {
  sender!: NodeWorkstation;
  recipient!: NodeWorkstation;
  recordId = '';

  private constructor(
    readonly folder: string,
    readonly recipientProfile: string,
  ) {}

  static async create(recipientProfile?: string): Promise<LargePackage> {
    const folder = await mkdtemp(join(tmpdir(), 'large-package-'));
    const large = new LargePackage(folder, recipientProfile ?? join(folder, 'recipient'));
    const common = { operator: '王经办', passphrase: '测试口令-2026' };
    large.sender = await openNodeWorkstation({ ...common, directory: join(folder, 'sender'), department: SENDER });
    large.recipient = await openNodeWorkstation({ ...common, directory: large.recipientProfile, department: RECIPIENT });
    await takeCard(large.recipient, large.sender, join(folder, 'recipient.sgcard'));
    await takeCard(large.sender, large.recipient, join(folder, 'sender.sgcard'));
    large.recordId = required(
      await large.sender.workstation.recordApproval({ draft: draft(1), attachments: await large.evidence() }),
    ).recordId;
    return large;
  }

  async evidence() {
    const chosen = [];
    for (let number = 1; number <= FILES; number += 1) {
      const path = join(this.folder, `现场影像${number}.mp4`);
      await writeFile(path, randomFillSync(Buffer.alloc(FILE_BYTES)));
      chosen.push(await this.sender.choose(path));
    }
    return chosen;
  }

  export(path: string): Promise<Result<readonly PackageRow[]>> {
    const { token } = this.sender.target(path);
    const recipients = [RECIPIENT.uscc];
    return this.sender.workstation.exportPackage({ jobId: 'job', token, recipients, records: [this.recordId], title: '' });
  }

  async open(path: string): Promise<Result<OpenedPackage>> {
    const chosen = await this.recipient.choose(path);
    return this.recipient.workstation.openPackage({ jobId: 'job', token: chosen.token, fileName: chosen.name, size: chosen.size });
  }

  import(openId: string) {
    return this.recipient.workstation.importPackage({ jobId: 'job', openId });
  }

  async close(): Promise<void> {
    await this.sender.close();
    await this.recipient.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Everything that a job could leave behind: names of sealed and half-written files, and the ledger. */
export async function traces(at: NodeWorkstation, profile: string) {
  const { headDigest, entries } = required(await at.workstation.ledgerState());
  return { headDigest, entries, attachments: sealedFiles(profile) };
}

export function sealedFiles(profile: string): readonly string[] {
  try {
    return readdirSync(join(profile, 'attachments')).sort();
  } catch {
    return [];
  }
}

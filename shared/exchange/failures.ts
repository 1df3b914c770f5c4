/**
 * Every reason to refuse a package, with its sentence. The codes are stable: tests, the manual and
 * docs/package-format.md name them. A sentence says what is wrong and what to do next; `{path}` is the file inside the
 * package it concerns, `{row}` a line of it, `{detail}` a number or a field name, never personal data.
 */
import { type Failure, FailureError } from '#shared/domain/result.ts';

const RESEND = '请不要导入，并请发送方重新导出数据包。';
const FORGED = '这样的文件可能是伪造的，请不要导入，并与发送方核实。';

export const PACKAGE_FAILURES = {
  'package.cancelled': '操作已取消，没有写入任何数据。',
  'package.read-short': '文件在读取时变短或无法读全。请检查 U 盘是否插好，把文件复制到本机后再试。',

  // size and container limits
  'package.size.too-large': '数据包超过 4 GiB，本程序不能处理。请分成几个数据包导出。',
  'package.size.expanded': '数据包展开后超过 4 GiB，超出允许的上限。请不要导入，并与发送方核实。',

  // the envelope (.sgxe)
  'package.envelope.truncated': '加密的数据包不完整，文件末尾缺失，可能在复制时中断。请重新复制；仍不行时，请发送方重新发送。',
  'package.envelope.header': `加密数据包的信封头不符合格式（{detail}）。${RESEND}`,
  'package.envelope.newer': '这个加密数据包的信封版本（{detail}）比本程序支持的新。请升级本程序后再打开。',
  'package.envelope.not-for-this-key':
    '这个数据包不是为本机的密钥加密的，不能打开。如果它是发给本单位的，请在登记了部门名片的那台电脑上打开；否则请把本机的部门名片交给发送方，请其重新导出。',
  'package.envelope.damaged': `加密数据包的第 {detail} 块没有通过核验，文件已损坏或被改动。${RESEND}`,

  // ZIP structure
  'package.zip.not-zip': '这个文件不是数据包，或者文件已损坏。请确认选择的是 .sgx 文件；如无误，请发送方重新导出。',
  'package.zip.truncated': `数据包不完整，文件末尾缺失，可能在复制时中断。请重新复制；仍不行时，请发送方重新导出。`,
  'package.zip.trailing-bytes': `数据包末尾多出了内容。${RESEND}`,
  'package.zip.comment': `压缩容器带有注释，格式不允许。${RESEND}`,
  'package.zip.multi-disk': `压缩容器是分卷的，格式不允许。${RESEND}`,
  'package.zip.zip64': `压缩容器使用了 ZIP64，本版本不支持。${RESEND}`,
  'package.zip.empty': `压缩容器里没有文件。${RESEND}`,
  'package.zip.too-many-entries': `压缩容器里的文件超过 10,000 个。请不要导入，并请发送方分成几个数据包导出。`,
  'package.zip.directory': `压缩容器的目录已损坏（{detail}）。${RESEND}`,
  'package.zip.prefix-bytes': `数据包开头多出了内容。${RESEND}`,
  'package.zip.gap': `压缩容器在“{path}”之前夹带了目录以外的内容。${RESEND}`,
  'package.zip.overlap': `压缩容器里“{path}”与其他文件重叠。${FORGED}`,
  'package.zip.header-mismatch': `“{path}”的文件头与压缩容器的目录不一致（{detail}）。${FORGED}`,
  'package.zip.encrypted': `“{path}”设置了压缩密码，格式不允许。${RESEND}`,
  'package.zip.data-descriptor': `“{path}”使用了数据描述符，格式不允许。${RESEND}`,
  'package.zip.flags': `“{path}”使用了格式不允许的压缩标志。${RESEND}`,
  'package.zip.method': `“{path}”使用了不支持的压缩方法（{detail}），只能是存储或 deflate。${RESEND}`,
  'package.zip.extra-field': `“{path}”带有格式不允许的附加字段（{detail}）。${RESEND}`,
  'package.zip.entry-comment': `“{path}”带有注释，格式不允许。${RESEND}`,
  'package.zip.special-entry': `“{path}”不是普通文件（是链接、设备或其他特殊条目）。${FORGED}`,
  'package.zip.stored-size': `“{path}”未压缩，但两处大小不一致。${RESEND}`,
  'package.zip.directory-size': `文件夹“{path}”带有内容，格式不允许。${RESEND}`,
  'package.zip.ratio': `“{path}”展开后超过压缩大小的 100 倍。${FORGED}`,
  'package.zip.inflate': `“{path}”的压缩数据已损坏，无法展开。${RESEND}`,
  'package.zip.size': `“{path}”展开后的大小与目录所写不一致。${RESEND}`,
  'package.zip.crc': `“{path}”的校验值（CRC-32）不符，内容已损坏。${RESEND}`,
  'package.zip.not-canonical': `数据包的容器与本程序写出的不一致（{detail}），说明文件写出后被改动过。${RESEND}`,

  // names inside the ZIP
  'package.zip.name-empty': `压缩容器里有一个文件没有名称。${FORGED}`,
  'package.zip.name-encoding': `压缩容器里有一个文件名不是 UTF-8 编码。${RESEND}`,
  'package.zip.name-too-long': `文件名“{path}”过长。${RESEND}`,
  'package.zip.name-control': `文件名“{path}”含有控制字符或不可见字符。${FORGED}`,
  'package.zip.name-backslash': `文件名“{path}”含有反斜杠。${FORGED}`,
  'package.zip.name-absolute': `文件名“{path}”是绝对路径。${FORGED}`,
  'package.zip.name-drive': `文件名“{path}”带有盘符。${FORGED}`,
  'package.zip.name-stream': `文件名“{path}”含有冒号（可指向隐藏数据流）。${FORGED}`,
  'package.zip.name-character': `文件名“{path}”含有 Windows 不允许的字符。${RESEND}`,
  'package.zip.name-dots': `文件名“{path}”含有“.”或“..”路径。${FORGED}`,
  'package.zip.name-segment': `文件名“{path}”含有空的一级路径。${FORGED}`,
  'package.zip.name-trailing': `文件名“{path}”的某一级以点或空格结尾。${FORGED}`,
  'package.zip.name-device': `文件名“{path}”是 Windows 的设备名。${FORGED}`,
  'package.zip.name-duplicate': `压缩容器里有两个同名文件“{path}”。${FORGED}`,
  'package.zip.name-collision': `文件名“{path}”与另一文件名只有大小写或字符写法的差别，或与文件夹同名。${FORGED}`,

  // descriptor
  'package.descriptor.missing': `数据包里没有说明文件 sgx/package.json，可能不是本程序的数据包。请确认选择的文件是否正确。`,
  'package.descriptor.invalid': `数据包的说明文件 sgx/package.json 不符合格式（{detail}）。${RESEND}`,
  'package.format.newer': '这个数据包的格式版本（{detail}）比本程序支持的新。请升级本程序后再打开。',
  'package.schema.newer': '这个数据包里记录的格式版本（{detail}）比本程序支持的新。请升级本程序后再打开。',

  // BagIt structure
  'package.bag.two-folders': `数据包里有不止一个顶层文件夹或顶层文件（“{path}”）。${FORGED}`,
  'package.bag.folder-name': `数据包的顶层文件夹名与数据包编号不一致。${RESEND}`,
  'package.bag.fetch': `数据包含有 fetch.txt（要求从网络下载内容），本程序不接受。${RESEND}`,
  'package.bag.missing-file': `数据包缺少文件“{path}”。${RESEND}`,
  'package.bag.unexpected-file': `数据包里有格式规定以外的文件“{path}”。${FORGED}`,
  'package.bag.too-large': `文件“{path}”超过允许的大小（{detail}）。请不要导入，并请发送方分成几个数据包导出。`,
  'package.bag.declaration': `bagit.txt 不符合 BagIt 的规定。${RESEND}`,
  'package.bag.version': `数据包使用的 BagIt 版本（{detail}）不受支持，应为 1.0。${RESEND}`,
  'package.bag.info': `bag-info.txt 不符合格式，或与说明文件不一致（{detail}）。${RESEND}`,
  'package.bag.oxum': `数据包内容的总量与 bag-info.txt 的 Payload-Oxum 不符。${RESEND}`,
  'package.bag.manifest-syntax': `清单“{path}”第 {row} 行不符合格式。${RESEND}`,
  'package.bag.manifest-duplicate': `清单“{path}”第 {row} 行重复列出了同一文件。${RESEND}`,
  'package.bag.manifest-missing': `清单列出了“{path}”，但数据包里没有这个文件。${RESEND}`,
  'package.bag.not-in-manifest': `数据包里的“{path}”没有列入清单。${FORGED}`,

  // bags of other makers, which have no signature
  'package.bag.unsigned':
    '这是一个有效的 BagIt 目录（版本 {detail}），但没有签名，不能导入。请对方用本程序生成数据包；如果本来就不是数据包，请确认选择的文件是否正确。',
  'package.bag.encoding': `bagit.txt 写明的字符编码（{detail}）不受支持。${RESEND}`,
  'package.bag.algorithm': `清单“{path}”使用的摘要算法不受支持。${RESEND}`,
  'package.bag.path': `“{path}”第 {row} 行写的路径不安全，或者不是它可以列出的文件。${FORGED}`,

  // signature and digests
  'package.signer.invalid': `签名公钥 sgx/signer.pem 不是有效的 SM2 公钥。${RESEND}`,
  'package.signature.malformed': `签名 sgx/signature.der 的编码不正确。${RESEND}`,
  'package.signature.invalid': `签名与内容不符：数据包在签名后被改动，或签名属于另一个数据包。${RESEND}`,
  'package.digest.mismatch': `“{path}”的内容与清单中的摘要不符，文件已被改动或损坏。${RESEND}`,

  // for whom, and in which profile
  'package.sync.foreign': `同步包只能由本单位的电脑发出，这个数据包不是。${FORGED}`,
  'package.sync.own': '这是本单位自己发出的数据包，不需要导入。请确认选择的文件是否正确。',
  'package.recipient.not-own': '这个数据包不是发给本单位的，不能导入。请转交给数据包写明的接收单位，或请发送方重新导出。',
  'package.demo.in-real': '这是演示数据包，不能导入正式的台账。请在演示模式中打开。',
  'package.real-in-demo': '这是正式的数据包，不能在演示模式中导入。请退出演示模式后再打开。',

  // entries and attachments
  'package.entries.syntax': `data/entries.ndjson 第 {row} 行不是有效的 JSON。${RESEND}`,
  'package.entries.empty': `数据包里没有记录。${RESEND}`,
  'package.entries.count': `记录或附件的数量与说明文件不符（{detail}）。${RESEND}`,
  'package.entry.schema': `第 {row} 条记录不符合格式（{detail}）。${RESEND}`,
  'package.entry.type': `第 {row} 条记录的种类（{detail}）不允许出现在这种数据包里。${FORGED}`,
  'package.entry.foreign-actor': `第 {row} 条记录不是发送单位自己作出的。每个单位只能发送自己的记录。${FORGED}`,
  'package.entry.duplicate-id': `第 {row} 条记录的编号与前面的记录重复。${RESEND}`,
  'package.attachment.missing': `记录引用的附件“{path}”不在数据包里。${RESEND}`,
  'package.attachment.size': `附件“{path}”的大小与记录所写不一致。${RESEND}`,
  'package.attachment.name': `附件“{path}”的文件名与其内容摘要不一致。${RESEND}`,
  'package.attachment.unreferenced': `数据包里的附件“{path}”没有被任何记录引用。${RESEND}`,

  // writing
  'package.write.signer':
    '签名没有通过本程序自己的核对：签名密钥与公钥不一致。没有写出数据包。请重新解锁后再试；仍不行时，请检查密钥文件。',
  'package.write.recipient-key': '接收部门的公钥不可用，没有写出数据包。请在“部门名录”里核对该部门的密钥。',
  'package.write.differs': '重新写出的内容与当初发送的不一致，没有写出数据包。请改为重新生成一个数据包。',
  'package.write.attachment-changed': '附件“{path}”的内容与登记的摘要不符，可能已损坏。没有写出数据包。请重新上传该附件后再导出。',
} as const satisfies Record<string, string>;

export type PackageFailureCode = keyof typeof PACKAGE_FAILURES;

export interface FailurePlace {
  /** file inside the package; as the archive names it */
  readonly path?: string;
  /** 1-based line in that file */
  readonly row?: number;
  /** fills `{detail}` */
  readonly detail?: string;
}

/** `at.path` of a failure that concerns the container as a whole and no single file in it. */
export const CONTAINER_PLACE = '(zip)';

/** A name from a hostile archive, fit to be shown: control and invisible characters made visible, at most 120 characters. */
export function showName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{FFFD}');
  const characters = [...visible];
  return characters.length > 120 ? `${characters.slice(0, 119).join('')}…` : visible;
}

export function packageFailure(code: PackageFailureCode, place: FailurePlace = {}): Failure {
  const path = place.path ? showName(place.path) : CONTAINER_PLACE;
  const values: Readonly<Record<string, string>> = { path, row: String(place.row ?? ''), detail: showName(place.detail ?? '') };
  const message = PACKAGE_FAILURES[code].replace(/\{(path|row|detail)\}/g, (_, key: string) => values[key] ?? '');
  return { code, message, at: place.row === undefined ? { path } : { path, row: place.row } };
}

/** Ends the work with a failure; caught by `attempt` at the room's public functions. */
export function refuse(code: PackageFailureCode, place?: FailurePlace): never {
  throw new FailureError(packageFailure(code, place));
}

/** Ends cancelled work. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) refuse('package.cancelled');
}

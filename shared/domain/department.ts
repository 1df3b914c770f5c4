/** Departments (办法 3): a department can approve, supervise, or both. The USCC is its identifier everywhere. */
import { z } from 'zod';

export const departmentRoleSchema = z.enum(['approval', 'supervision']);
export type DepartmentRole = z.infer<typeof departmentRoleSchema>;

export const departmentSchema = z.object({
  /** 统一社会信用代码, upper case, 18 characters: the department's id in entries, packages and the directory */
  uscc: z.string().regex(/^[0-9A-Z]{18}$/),
  name: z.string().min(2).max(100),
  roles: z.array(departmentRoleSchema).min(1).max(2),
  address: z.string().max(200),
  telephone: z.string().max(50),
  /** 机关代字, e.g. 济高新审 */
  documentCode: z.string().max(20),
  /** true for the invented departments of the demo profile */
  demo: z.boolean().optional(),
});
export type Department = z.infer<typeof departmentSchema>;

/** Who did something: a department and the operator's name as entered at first run. */
export const actorSchema = z.object({ departmentId: z.string().regex(/^[0-9A-Z]{18}$/), operator: z.string().min(1).max(50) });
export type Actor = z.infer<typeof actorSchema>;

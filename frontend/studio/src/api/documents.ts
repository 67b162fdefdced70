// What the API says of files of other programs, both ways.
import type { Tree } from '../editor/tree';
import type { components } from './generated/schema';

type Schemas = components['schemas'];

export type ImportedPicture = Schemas['ImportedPicture'];
/** Of the figures of its document, what the file does not say is empty. */
export type ImportedDocument = Omit<Schemas['ImportedDocument'], 'document'> & { document: Tree };
export type Exported = Schemas['Exported'];

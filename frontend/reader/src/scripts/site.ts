// Enhancements only: every page works without this file.
import { enableCopying } from './copy';
import { followContents } from './contents';

enableCopying();
followContents();

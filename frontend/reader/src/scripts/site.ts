// Enhancements only: every page works without this file.
import { enableCopying } from './copy';
import { followContents } from './contents';
import { enableZoom } from './zoom';
import { enhanceVideo } from '../video/player';

enableCopying();
followContents();
enhanceVideo();
enableZoom();

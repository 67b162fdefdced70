// What the API says of the settings of the site, and of those of the machine.

export interface SiteSettingBefore {
  value: string | null;
  by: string;
  at: string;
}

export interface SiteSettingItem {
  key: string;
  zh: string;
  value: string | null;
  usual: string;
  variable: string;
  version: number;
  most: number;
  needed: boolean;
  by: string | null;
  at: string | null;
  before: SiteSettingBefore[];
}

export interface MachineSettingItem {
  variable: string;
  zh: string;
  set: boolean;
}

export interface SiteSettings {
  settings: SiteSettingItem[];
  machine: MachineSettingItem[];
}

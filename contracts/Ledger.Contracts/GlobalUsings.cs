// The chain has keys of its own pages under the same name.
global using PageKeys = Ledger.Facts.PageKeys;
global using Share = Ledger.Facts.Share;
global using ShareMessage = Ledger.V1.Share;

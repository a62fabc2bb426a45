global using PageKeys = Ledger.Facts.PageKeys;

global using Share = Ledger.Facts.Share;
global using ShareMessage = Ledger.V1.Share;

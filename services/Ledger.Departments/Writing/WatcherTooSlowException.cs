namespace Ledger.Departments;

/// <summary>A watcher did not read fast enough: it begins again after the last record it saw.</summary>
internal sealed class WatcherTooSlowException()
    : Exception("The watch lags behind; watch again after the last record seen. | 监视落后，请从最后看到的记录之后重新监视。");

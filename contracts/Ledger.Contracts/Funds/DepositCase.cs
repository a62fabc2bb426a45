using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Money that arrives, with its agreement's page.</summary>
internal sealed record DepositCase(FundsDeposited Event, PageView<FundPage> Fund);

using Ledger.Client;

namespace Ledger.Import;

/// <summary>The profiles of the clerks who enter what is imported.</summary>
/// <param name="Transaction">交易: signs and files contracts.</param>
/// <param name="Tax">税务: declares, assesses, books payments.</param>
/// <param name="Registration">登记: opens units, accepts and records.</param>
/// <param name="Reviewer">登记: another clerk, who reviews.</param>
public sealed record ImportClerks(ClientProfile Transaction, ClientProfile Tax, ClientProfile Registration, ClientProfile Reviewer);

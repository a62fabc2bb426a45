namespace Ledger.Facts;

/// <summary>
/// What a city's own numbers look like. Rules read with the grammar of the city in force; who has no city at hand (clients,
/// services, verifiers) reads with <see cref="Any"/> and leaves it to the rules.
/// </summary>
/// <param name="Divisions">Divisions whose units the city's ledger takes (F-01).</param>
/// <param name="SaleNumber">Contract and filing numbers; null: any.</param>
/// <param name="CaseNumber">Acceptance and business numbers; null: any.</param>
public sealed record LocalGrammar(DivisionPrefixes Divisions, NumberPattern? SaleNumber, NumberPattern? CaseNumber)
{
    /// <summary>Every city's.</summary>
    public static LocalGrammar Any { get; } = new(DivisionPrefixes.Any, SaleNumber: null, CaseNumber: null);

    /// <summary>The letter that tells the kind of sale; null where the grammar does not say which it is.</summary>
    public char? SaleKindOf(ContractNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return SaleNumber?.SaleKindOf(number.ToString());
    }

    /// <summary>The day of acceptance in its number; null where the grammar does not say where it is.</summary>
    public Day? DateOf(AcceptanceNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return CaseNumber?.DateOf(number.ToString());
    }
}

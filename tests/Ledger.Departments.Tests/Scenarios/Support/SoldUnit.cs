namespace Ledger.Departments.Tests;

/// <summary>A unit that is sold.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Price">What is paid for it, yuan.</param>
/// <param name="Use">Code of its use.</param>
/// <param name="Area">m².</param>
internal sealed record SoldUnit(string Code, decimal Price, uint Use = 10, string Area = "89.50")
{
    /// <summary>Whether it is a home.</summary>
    public bool IsHome => Use is 10 or 11 or 111 or 112;
}

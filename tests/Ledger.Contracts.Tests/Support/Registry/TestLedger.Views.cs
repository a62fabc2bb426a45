using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>How cases stand on the ledger.</content>
public sealed partial class TestLedger
{
    /// <summary>A case as it is seen at the ledger's clock; null when there is none.</summary>
    internal CaseView? View(string acceptanceNumber) => new CaseViews(new Shown(this), Origin, Profile, TimeMs).Find(acceptanceNumber);

    private sealed class Shown(TestLedger ledger) : ICasePages
    {
        public Page? Read(string key) => ledger.pages.TryGetValue(key, out var page) ? Canonical.Parse<Page>(page) : null;

        public IEnumerable<MortgageId> SignedOn(string unitCode)
            => ledger.Keys.Where(static key => key.StartsWith("mortgage/", StringComparison.Ordinal))
                .Select(ledger.Read<MortgagePage>)
                .OfType<MortgagePage>()
                .Where(page => page.State == MortgageState.Signed && page.Units.Any(unit => unit.UnitCode == unitCode))
                .Select(static page => page.Id);
    }
}

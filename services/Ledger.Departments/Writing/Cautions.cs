using Ledger.Acts;
using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// What the forms of acts doubt, told with their acts: shown to whoever writes, refused by nobody.
/// </summary>
internal static class Cautions
{
    /// <summary>Everything doubtful in some acts, in their order.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="pages">Pages as they stand before the acts.</param>
    /// <param name="city">The city in force.</param>
    public static IReadOnlyList<Caution> Of(IReadOnlyList<BuiltAct> acts, IPageReader pages, City city)
    {
        var signs = new LocalSigns(city.Grammar.Divisions, city.CertificatePlace.Province, city.CertificatePlace.Place);
        return [.. Doubts.Of(acts, pages, signs)
            .Select(static doubt => new Caution { Field = doubt.Field, MessageZh = doubt.What.Chinese, MessageEn = doubt.What.English })];
    }
}

using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What keeps a publication from taking effect: asked by the ledger, and by who is about to propose one.</summary>
/// <param name="profile">The profile in force.</param>
/// <param name="city">Id of the city in force.</param>
/// <param name="present">Rows in force.</param>
/// <param name="today">The day on which it would take effect.</param>
internal sealed class PublicationCheck(Profile profile, string city, TableRows present, Day today)
{
    private readonly List<FileFault> faults = [];

    /// <summary>What is wrong with it, each with its field.</summary>
    public IReadOnlyList<FileFault> FaultsOf(TablePublished e)
    {
        if (e.Kind == TableKind.City)
            CheckCity(e);
        else
            CheckTable(e);
        if (!ReasonCode.TryParse(e.Source, out _, out var error))
            faults.Add(new("source", error.Seen, error.Expected));
        return faults;
    }

    private void CheckCity(TablePublished e)
    {
        if (e.CityFile is not { } file)
        {
            faults.Add(new("city_file", null, new("城市参数文件", "the city file")));
            return;
        }

        _ = City.Read(file, profile, out var wrong);
        faults.AddRange(wrong.Select(static fault => fault with { Path = "city_file." + fault.Path }));
        if (e.City != file.Id)
            faults.Add(new("city", e.City, new($"该文件的城市{file.Id}", $"the file's city, {file.Id}")));
        if (e.ValidFrom != 0)
            faults.Add(new("valid_from", e.ValidFrom.ToString(provider: null), new("0：城市文件自批准时生效", "0: a city file counts from its approval")));
        if (e.Rows is not null)
            faults.Add(new("rows", null, new("不填写", "nothing")));
    }

    private void CheckTable(TablePublished e)
    {
        var checks = new FileChecks();
        checks.Known(e.Kind, "kind");
        checks.Require(profile.Form.Has(e.Kind), "kind", e.Kind, new("代码表中的值", "a known value"));
        checks.Require(e.City == city, "city", e.City, new($"现行城市{city}", $"the city in force, {city}"));
        checks.Require(e.CityFile is null, "city_file", null, new("不填写", "nothing"));
        if (checks.Date(e.ValidFrom, "valid_from"))
            checks.Require(Day.FromNumber(e.ValidFrom) > today, "valid_from", e.ValidFrom, new($"{today}之后的日期", $"a day after {today}"));
        if (checks.Require(e.Rows is not null, "rows", null, new("至少一行", "at least one row")))
            new TableCheck(checks).Check(e.Rows!);
        if (checks.Faults.Count == 0)
            TableHistory.Check(checks, present, e);
        faults.AddRange(checks.Faults);
    }
}

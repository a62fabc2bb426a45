namespace Ledger.Contracts;

/// <summary>A town that accepts or executes a case is one of the city's (C-69).</summary>
internal static class TownsOfCity
{
    public static void Check(Judgement judgement, uint town, string path)
    {
        if (judgement.City.Towns.ContainsKey(town))
            return;
        judgement.Malformed(
            Shape.C69,
            new($"{town}不是{judgement.City.Name.Chinese}的镇街", $"{town} is no town of {judgement.City.Name.English}"),
            new("请填写本市镇街代码", "state the code of a town of the city"),
            Labels.InEvent(new("镇街代码", "town"), town, path),
            judgement.InCity(new("镇街", "towns"), judgement.City.Towns.Count));
    }
}

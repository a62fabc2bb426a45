namespace Ledger.Facts;

/// <summary>Nature of the land and of the house, as departments exchange them. A code that is not listed is none the less data.</summary>
public static class Natures
{
    /// <summary>Nature of the right to the land (权利性质), code table A.9.</summary>
    public static CodeTable Land { get; } = new(
        new("权利性质", "nature of the land right"),
        "A.9",
        new(101, new("划拨", "allotted")),
        new(102, new("出让", "granted")),
        new(103, new("作价出资（入股）", "contributed as capital")),
        new(104, new("租赁", "leased by the state")),
        new(105, new("授权经营", "operated under authorisation")),
        new(106, new("家庭承包", "contracted by a household")),
        new(107, new("其它承包", "contracted otherwise")),
        new(200, new("集体土地", "collective land")));

    /// <summary>Nature of the house (房屋性质), code table A.19. Public copies of it differ on 0 and 1.</summary>
    public static CodeTable House { get; } = new(
        new("房屋性质", "nature of the house"),
        "A.19",
        new(0, new("市场化商品房", "sold on the market")),
        new(1, new("动迁房", "for those moved")),
        new(2, new("配套商品房", "sold on the market for those moved")),
        new(3, new("公共租赁住房", "public rental home")),
        new(4, new("廉租住房", "low-rent home")),
        new(5, new("限价普通商品住房", "home at a limited price")),
        new(6, new("经济适用住房", "affordable home")),
        new(7, new("定销商品房", "sold to a named circle")),
        new(8, new("集资建房", "built from its buyers' funds")),
        new(9, new("福利房", "welfare home")),
        new(99, new("其它", "other")));
}

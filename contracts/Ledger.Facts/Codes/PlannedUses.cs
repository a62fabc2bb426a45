using System.Globalization;

namespace Ledger.Facts;

/// <summary>
/// Planned uses: of buildings by the dictionary of the registry database standard (房屋用途, GB/T 17986.1), of land by GB/T 21010-2017
/// (土地利用现状分类), whose four-digit codes are written without a leading zero.
/// </summary>
public static class PlannedUses
{
    private const string Buildings =
        """
        10 住宅 homes
        11 成套住宅 complete homes
        111 别墅 villas
        112 高档公寓 apartments
        12 非成套住宅 other homes
        13 集体宿舍 dormitories
        20 工业、交通、仓储 industry, transport, storage
        21 工业 industry
        22 公共设施 public utilities
        23 铁路 railway
        24 民航 civil aviation
        25 航运 shipping
        26 公交运输 public transport
        27 仓储 storage
        30 商业、金融、信息 commerce, finance, information
        31 商业服务 commercial services
        32 经营 trade
        33 旅游 tourism
        34 金融保险 finance and insurance
        35 电讯信息 telecommunication
        40 教育、医疗、卫生、科研 education, medicine, research
        41 教育 education
        42 医疗卫生 medicine
        43 科研 research
        50 文化、娱乐、体育 culture, leisure, sport
        51 文化 culture
        52 新闻 press
        53 娱乐 leisure
        54 园林绿化 gardens
        55 体育 sport
        60 办公 offices
        61 办公 offices
        70 军事 military
        71 军事 military
        80 其它 other
        81 涉外 foreign affairs
        82 宗教 religion
        83 监狱 prison
        84 物管用房 property management
        """;

    private const string Land =
        """
        101 水田 paddy
        102 水浇地 irrigated land
        103 旱地 dry land
        201 果园 orchard
        202 茶园 tea garden
        203 橡胶园 rubber plantation
        204 其他园地 other garden land
        301 乔木林地 forest
        302 竹林地 bamboo forest
        303 红树林地 mangrove
        304 森林沼泽 forest swamp
        305 灌木林地 shrub land
        306 灌丛沼泽 shrub swamp
        307 其他林地 other forest land
        401 天然牧草地 natural pasture
        402 沼泽草地 swamp meadow
        403 人工牧草地 sown pasture
        404 其他草地 other grassland
        501 零售商业用地 retail land
        502 批发市场用地 wholesale land
        503 餐饮用地 catering land
        504 旅馆用地 hotel land
        505 商务金融用地 business and finance land
        506 娱乐用地 leisure land
        507 其他商服用地 other commercial land
        601 工业用地 industrial land
        602 采矿用地 mining land
        603 盐田 salt field
        604 仓储用地 storage land
        701 城镇住宅用地 urban residential land
        702 农村宅基地 rural homestead
        801 机关团体用地 land of public bodies
        802 新闻出版用地 press land
        803 教育用地 education land
        804 科研用地 research land
        805 医疗卫生用地 medical land
        806 社会福利用地 welfare land
        807 文化设施用地 cultural land
        808 体育用地 sports land
        809 公用设施用地 utility land
        810 公园与绿地 parks
        901 军事设施用地 military land
        902 使领馆用地 embassy land
        903 监教场所用地 prison land
        904 宗教用地 religious land
        905 殡葬用地 burial land
        906 风景名胜设施用地 scenic land
        1001 铁路用地 railway land
        1002 轨道交通用地 rail transit land
        1003 公路用地 highway land
        1004 城镇村道路用地 street land
        1005 交通服务场站用地 transport service land
        1006 农村道路 rural road
        1007 机场用地 airport land
        1008 港口码头用地 port land
        1009 管道运输用地 pipeline land
        1101 河流水面 river
        1102 湖泊水面 lake
        1103 水库水面 reservoir
        1104 坑塘水面 pond
        1105 沿海滩涂 coastal flat
        1106 内陆滩涂 inland flat
        1107 沟渠 ditch
        1108 沼泽地 marsh
        1109 水工建筑用地 hydraulic works
        1110 冰川及永久积雪 glacier
        1201 空闲地 idle land
        1202 设施农用地 agricultural facilities
        1203 田坎 field ridge
        1204 盐碱地 saline land
        1205 沙地 sand
        1206 裸土地 bare soil
        1207 裸岩石砾地 bare rock
        """;

    /// <summary>The table.</summary>
    public static CodeTable Table { get; } = new(new("规划用途", "planned use"), "GB/T 17986.1, GB/T 21010", [.. Read(Buildings), .. Read(Land)]);

    private static IEnumerable<CodeEntry> Read(string text)
        => text.Split('\n').Select(static line => line.Split(' ', 3))
            .Select(static parts => new CodeEntry(uint.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture), new(parts[1], parts[2].TrimEnd())));
}

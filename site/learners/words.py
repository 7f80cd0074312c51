"""The words of resume codes: things that everyone has seen, easy to say, never one like another. Pure."""

from typing import NamedTuple

from communes.folding import fold


class Word(NamedTuple):
    sign: str
    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.vi if language.startswith("vi") else self.en


LINES = """
🐃 trâu buffalo|🐄 bò cow|🐖 heo pig|🐕 chó dog|🐈 mèo cat
🐓 gà_trống rooster|🐤 gà_con chick|🦆 vịt duck|🐘 voi elephant|🐅 hổ tiger
🐎 ngựa horse|🐐 dê goat|🐇 thỏ rabbit|🐁 chuột mouse|🐒 khỉ monkey
🐻 gấu bear|🐢 rùa turtle|🐍 rắn snake|🐊 cá_sấu crocodile|🐸 ếch frog
🐟 cá fish|🦐 tôm shrimp|🦀 cua crab|🐙 bạch_tuộc octopus|🦑 mực squid
🐬 cá_heo dolphin|🐋 cá_voi whale|🦈 cá_mập shark|🐌 ốc_sên snail|🐜 kiến ant
🐝 ong bee|🦋 bươm_bướm butterfly|🐞 bọ_rùa ladybird|🕷 nhện spider|🦅 đại_bàng eagle
🦉 cú owl|🕊 bồ_câu dove|🐧 chim_cánh_cụt penguin|🦇 dơi bat|🦊 cáo fox
🐺 chó_sói wolf|🐑 cừu sheep|🐫 lạc_đà camel|🦌 nai deer|🦁 sư_tử lion
🐼 gấu_trúc panda|🐿 sóc squirrel|🐉 rồng dragon|🌳 cây_to tree|🌴 cây_dừa palm
🌵 xương_rồng cactus|🌾 lúa rice_plant|🍀 cỏ clover|🍁 lá_đỏ maple|🌻 hướng_dương sunflower
🌹 hoa_hồng rose|🌷 uất_kim_hương tulip|🌸 hoa_đào blossom|🍄 nấm mushroom|🌽 bắp corn
🥕 cà_rốt carrot|🍅 cà_chua tomato|🍆 cà_tím aubergine|🥒 dưa_leo cucumber|🥔 khoai_tây potato
🍠 khoai_lang yam|🌶 ớt chilli|🥜 đậu_phộng peanut|🍌 chuối banana|🍍 quả_dứa pineapple
🍉 dưa_hấu watermelon|🍊 cam orange|🍋 chanh lemon|🍇 nho grapes|🍓 dâu strawberry
🍎 táo apple|🍐 lê pear|🍑 đào_chín peach|🍒 anh_đào cherry|🥝 ki_wi kiwi
🥑 quả_bơ avocado|🍚 bát_cơm bowl|🍜 phở noodles|🍞 bánh_mì bread|🥚 trứng egg
🧀 phô_mai cheese|🍗 đùi_gà drumstick|🍖 sườn ribs|🍢 xiên skewer|🍦 kem ice_cream
🍩 bánh_vòng doughnut|🎂 bánh_sinh_nhật cake|🍬 viên_kẹo sweet|🍫 sô_cô_la chocolate|🍯 mật_ong honey
🥛 sữa milk|☕ cà_phê coffee|🍵 trà tea|🍼 bình_sữa bottle|🥢 đũa chopsticks
🥄 thìa spoon|🍴 nĩa fork|🔪 dao knife|🏺 bình_gốm jar|☀ mặt_trời sun
🌙 mặt_trăng moon|⭐ ngôi_sao star|☁ mây cloud|⚡ sét lightning|🌈 cầu_vồng rainbow
❄ tuyết snow|🔥 ngọn_lửa fire|💧 giọt_nước drop|🌊 sóng wave|🌋 núi_lửa volcano
⛰ núi mountain|🏝 hòn_đảo island|🏖 bãi_biển beach|🌍 trái_đất globe|🌪 lốc_xoáy whirlwind
🏠 ngôi_nhà house|🏫 trường school|🏥 bệnh_viện hospital|🏭 nhà_máy factory|🏰 lâu_đài castle
⛺ lều tent|⛪ nhà_thờ church|🌉 cây_cầu bridge|⛲ đài_phun fountain|🗼 tháp tower
🚪 cánh_cửa door|🛏 giường bed|🛋 ghế_dài sofa|🚿 vòi_sen shower|🛁 bồn_tắm bathtub
🚽 bồn_cầu toilet|🚲 xe_đạp bicycle|🛵 xe_máy scooter|🚗 ô_tô car|🚌 xe_buýt bus
🚚 xe_tải lorry|🚜 máy_cày tractor|🚑 xe_cứu_thương ambulance|🚒 xe_chữa_cháy fire_engine|🚂 tàu_hỏa train
✈ máy_bay plane|🚁 trực_thăng helicopter|🚀 tên_lửa rocket|⛵ thuyền_buồm sailboat|🛶 xuồng_ba_lá canoe
🚢 tàu_thủy ship|⚓ mỏ_neo anchor|🚦 đèn_giao_thông traffic_light|⛽ trạm_xăng petrol|🗺 bản_đồ map
🎈 bong_bóng balloon|☂ ô_che umbrella|👒 nón hat|🧢 mũ_lưỡi_trai cap|👑 vương_miện crown
👓 kính glasses|👔 cà_vạt tie|👕 áo_thun shirt|👖 quần jeans|👗 váy dress
👟 giày shoe|👡 dép sandal|👢 ủng boot|🧦 tất sock|🧤 găng glove
🧣 khăn scarf|👜 túi handbag|🎒 ba_lô backpack|💍 nhẫn ring|💎 kim_cương diamond
⌚ đồng_hồ watch|📱 điện_thoại phone|💻 máy_tính laptop|📷 máy_ảnh camera|📺 ti_vi television
📻 ra_đi_ô radio|💡 bóng_đèn bulb|🔦 đèn_pin torch|🕯 nến candle|🔋 pin battery
🔌 phích_cắm plug|🔑 chìa_khóa key|🔒 ổ_khóa padlock|🔨 búa hammer|🔧 cờ_lê spanner
🔩 ốc_vít screw|⛏ cuốc pickaxe|🏹 cung bow|🛡 khiên shield|💊 viên_thuốc pill
🌡 nhiệt_kế thermometer|🔬 kính_hiển_vi microscope|🔭 kính_thiên_văn telescope|📚 sách books|📓 vở notebook
✏ bút_chì pencil|🖍 sáp_màu crayon|📏 thước ruler|✂ kéo scissors|📎 kẹp_giấy paper_clip
📌 đinh_ghim pin_tack|📦 thùng box|✉ phong_bì envelope|📰 báo newspaper|🗑 thùng_rác bin
💰 túi_tiền money_bag|⚖ cân scales|⏰ báo_thức alarm|⏳ đồng_hồ_cát hourglass|🔔 chuông bell
📢 loa loudspeaker|🥁 trống drum|🎸 đàn guitar|🎹 dương_cầm piano|🎺 kèn trumpet
🎻 vĩ_cầm violin|🎤 mi_crô microphone|🎧 tai_nghe headphones|🎨 bảng_màu palette|🎭 mặt_nạ mask
🎬 phim film|🎪 rạp_xiếc circus|🎡 vòng_quay ferris_wheel|🎁 quà gift|🎀 ruy_băng ribbon
🎄 cây_thông fir|🏮 đèn_lồng lantern|🎏 cờ_cá streamer|🪁 diều kite|⚽ bóng_đá football
🏀 bóng_rổ basketball|🏐 bóng_chuyền volleyball|🏓 bóng_bàn table_tennis|🏸 cầu_lông badminton|🎾 quần_vợt tennis
🎱 bi_da billiards|🎳 bô_linh bowling|🎣 cần_câu fishing_rod|🥇 huy_chương medal|🏆 cúp trophy
🎲 xúc_xắc dice|♟ cờ_vua chess|🧩 xếp_hình jigsaw|🧸 gấu_bông teddy|👁 mắt eye
👂 tai ear|👃 mũi nose|👄 môi lips|👅 lưỡi tongue|🦷 răng tooth
✋ bàn_tay hand|🦶 bàn_chân foot|💪 bắp_tay muscle|❤ trái_tim heart|🦴 xương bone
👣 dấu_chân footprint|👶 em_bé baby|👮 công_an police|👸 công_chúa princess|🤖 người_máy robot
👻 con_ma ghost|⛄ người_tuyết snowman|🎅 ông_già_noel santa|🧵 sợi_chỉ thread
"""


def _words():
    for entry in LINES.replace("\n", "|").split("|"):
        if entry:
            sign, vi, en = (part.replace("_", " ") for part in entry.split(" "))
            yield Word(sign, vi, en)


WORDS = list(_words())
# Accents, capitals and spaces do not matter, nor does the language.
_BY_SPELLING = {fold(text).replace(" ", ""): number for number, word in enumerate(WORDS) for text in (word.vi, word.en)}


def number_of(typed: str) -> int | None:
    """The place in the list of a word typed in either language, with or without accents; None if it is not there."""
    return _BY_SPELLING.get(fold(typed[:60]).replace(" ", ""))

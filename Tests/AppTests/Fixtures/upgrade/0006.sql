INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason, sequence, previous_hash, hash) VALUES ('01M7ZCKCAZ6YVPV8221ZGSBBDD', 1791600000000, 'operator', 'criteria.framework_published', 'binh-duong-districts@2017', NULL, NULL, '{"digest":"1ea63fb1e8012058dbb9d033affcdce3c4e5192715fe486e3c1c76e10edd4638"}', NULL, 1, '0000000000000000000000000000000000000000000000000000000000000000', '64b25fd8cbc249f2f0e594dc66f2da0d1ae8027f7c532f7500d500c1de031017');
INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason, sequence, previous_hash, hash) VALUES ('01M7ZCKCB15W5N1KBWC91QHX1H', 1791600000000, 'operator', 'rankings.published', 'binh-duong-2017', NULL, NULL, '{"framework":"binh-duong-districts@2017","units":"9"}', NULL, 2, '64b25fd8cbc249f2f0e594dc66f2da0d1ae8027f7c532f7500d500c1de031017', '40eb74a476bce4443a181e5663f8a0bd9c866bc73bf2025d2d7466a48b5324ce');
INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason, sequence, previous_hash, hash) VALUES ('01M7ZCKCDY6SZM3BECBZMTDSHA', 1791600000000, 'operator', 'facts.loaded', 'facts', NULL, NULL, '{"figures":1085,"statements":366}', NULL, 3, '40eb74a476bce4443a181e5663f8a0bd9c866bc73bf2025d2d7466a48b5324ce', '510cac1dfa42e9678b23d9678f71fd656b65596e79f07a93668352d8b4b4f8d3');
INSERT INTO platform_files (digest, size, media_type, created_ms) VALUES ('e1c4eaaac22e9f16f42aba2f5533498288c7d4094fa92d7c6c91b1e6e827826f', 15, 'text/plain', 1791600000000);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2A14PPTWBNG1J63FRG', '718', 'Thành phố Thủ Dầu Một', 'Thủ Dầu Một City', 'district', NULL, 'thanh pho~~ thu da~~u mo~~t0010000400201005100000001001001', 'thanh pho thu dau mot thu dau mot city 718', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXQV', '723', 'Thị xã Tân Uyên', 'Tân Uyên Town', 'district', NULL, 'thi xa ta~~n uye~~n00503100001001', 'thi xa tan uyen tan uyen town 723', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXQW', '719', 'Huyện Bàu Bàng', 'Bàu Bàng District', 'district', NULL, 'huye~~n bau bang0005001001100001001', 'huyen bau bang bau bang district 719', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXQX', '725', 'Thị xã Thuận An', 'Thuận An Town', 'district', NULL, 'thi xa thua~~n an00503000510000100001', 'thi xa thuan an thuan an town 725', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXQY', '724', 'Thị xã Dĩ An', 'Dĩ An Town', 'district', NULL, 'thi xa di an005030310000101', 'thi xa di an di an town 724', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXQZ', '721', 'Thị xã Bến Cát', 'Bến Cát Town', 'district', NULL, 'thi xa be~~n cat0050304004100001001', 'thi xa ben cat ben cat town 721', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2C7QGH6SGXJG4WVXR0', '720', 'Huyện Dầu Tiếng', 'Dầu Tiếng District', 'district', NULL, 'huye~~n da~~u tie~~ng00050010004100001001', 'huyen dau tieng dau tieng district 720', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2DD4N2A6A3CPQKTKP0', '722', 'Huyện Phú Giáo', 'Phú Giáo District', 'district', NULL, 'huye~~n phu giao00050004004100001001', 'huyen phu giao phu giao district 722', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated) VALUES ('01M7ZCKB2DD4N2A6A3CPQKTKP1', '726', 'Huyện Bắc Tân Uyên', 'Bắc Tân Uyên District', 'district', NULL, 'huye~~n ba~c ta~~n uye~~n0005004100001001001', 'huyen bac tan uyen bac tan uyen district 726', NULL, NULL, 'binhduong.gov.vn', 0);
INSERT INTO criteria_frameworks (id, code, version, block_code, status, body, digest, published_ms) VALUES ('binh-duong-districts@2017', 'binh-duong-districts', '2017', 'districts', 'real', 'framework: binh-duong-districts
version: 2017
vi: Chỉ số cải cách hành chính cấp huyện tỉnh Bình Dương năm 2017
en: Reform index of the districts of Bình Dương, 2017
status: real
note:
  vi: >-
    Cây tiêu chí áp dụng cho năm 2017, số và ngày quyết định ban hành, mức xếp loại cấp huyện chưa có trong tay. Chỉ có bảng kết
    quả: điểm thẩm định (tối đa 65), điểm điều tra xã hội học (tối đa 35), tổng điểm, chỉ số. Mỗi phần được nhận nguyên điểm đã
    công bố. Bộ ban hành theo Quyết định 2071/QĐ-UBND ngày 27/7/2018 áp dụng từ năm 2018, không phải bộ này.
  en: >-
    The criteria used for 2017, the number and date of their decision and the bands of districts are not at hand. Only the
    table of results is: appraised points (of 65), survey points (of 35), total, index. Each part is taken as published. The
    set of Decision 2071/QĐ-UBND of 27 July 2018 applies from 2018 and is another one.
issued:
  body: Ủy ban nhân dân tỉnh Bình Dương
  source: baubang.binhduong.gov.vn/Default.aspx?tabid=175&ID=1881 (06/08/2018)
valid:
  from: 2017-01-01
  to: 2017-12-31
block:
  code: districts
  vi: Ủy ban nhân dân huyện, thị xã, thành phố
  en: District People''s Committees
total: 100
decimals: 2
bands:
  - {code: unpublished, vi: Không công bố mức xếp loại, en: Class not published}

criteria:
  - code: TD
    vi: Điểm thẩm định
    en: Appraised points
    points: 65
    part: direct
    rule: external_grade
    by: {vi: Cơ quan thẩm định của tỉnh, en: Appraising body of the province}
    examples:
      - {given: {points: 65}, points: 65}
      - {given: {points: 46}, points: 46, note: Huyện Phú Giáo}
      - {given: {points: 65.01}, fails: over}
      - {given: {missing: lost}, fails: missing}
  - code: XHH
    vi: Điểm điều tra xã hội học
    en: Survey points
    points: 35
    part: survey
    rule: external_grade
    by: {vi: Cơ quan điều tra xã hội học của tỉnh, en: Surveying body of the province}
    examples:
      - {given: {points: 35}, points: 35}
      - {given: {points: 30.03}, points: 30.03, note: Huyện Phú Giáo}
      - {given: {points: 35.01}, fails: over}
      - {given: {missing: lost}, fails: missing}

examples:
  - note: Thành phố Thủ Dầu Một, hạng 1
    given:
      TD: {points: 51.75}
      XHH: {points: 32.83}
    points: 84.58
    percent: 84.58%
  - note: Huyện Phú Giáo, đứng sau huyện Dầu Tiếng dù điểm thẩm định cao hơn
    given:
      TD: {points: 46}
      XHH: {points: 30.03}
    points: 76.03
    percent: 76.03%
  - note: Huyện Dầu Tiếng
    given:
      TD: {points: 44}
      XHH: {points: 32.22}
    points: 76.22
    percent: 76.22%
', '1ea63fb1e8012058dbb9d033affcdce3c4e5192715fe486e3c1c76e10edd4638', 1791600000000);
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-central-units', 0, 'Đà Nẵng', '2019', 'central-agencies', '', 'units', '5', '5', 'count', '', '', NULL, '', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang sd 1 bai a da nang 26 06 2020 sd 1 central units');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-department-units', 1, 'Đà Nẵng', '2019', 'departments', '', 'units', '21', '21', 'count', '', '', NULL, '', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang sd 1 bai a da nang 26 06 2020 sd 1 department units');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-district-units', 2, 'Đà Nẵng', '2019', 'districts', '', 'units', '7', '7', 'count', '', '', NULL, '', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang sd 1 bai a da nang 26 06 2020 sd 1 district units');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-first-noi-vu', 3, 'Đà Nẵng', '2019', 'departments', 'Sở Nội vụ', 'rank', '', '1', 'rank', '', '1', 21, 'Rất tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang so noi vu sd 1 bai a da nang 26 06 2020 sd 1 first noi vu');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-first-thong-tin', 4, 'Đà Nẵng', '2019', 'departments', 'Sở Thông tin và Truyền thông', 'rank', '', '1', 'rank', '', '1', 21, 'Rất tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang so thong tin va truyen thong sd 1 bai a da nang 26 06 2020 sd 1 first thong tin');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-1-first-thanh-khe', 5, 'Đà Nẵng', '2019', 'districts', 'UBND quận Thanh Khê', 'rank', '', '1', 'rank', '', '1', 7, 'Rất tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-1', 'da nang ubnd quan thanh khe sd 1 bai a da nang 26 06 2020 sd 1 first thanh khe');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-central-rat-tot', 6, 'Đà Nẵng', '2019', 'central-agencies', '', 'count_in_band', '2/5', '2', 'count', '', '', 5, 'Rất tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang sd 3 bai a da nang 26 06 2020 sd 3 central rat tot');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-central-tot', 7, 'Đà Nẵng', '2019', 'central-agencies', '', 'count_in_band', '3/5', '3', 'count', '', '', 5, 'Tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang sd 3 bai a da nang 26 06 2020 sd 3 central tot');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-best', 8, 'Đà Nẵng', '2019', 'central-agencies', 'Cục Thuế', 'total', '92,93', '92.93', 'points', '', '1', 5, 'Rất tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang cuc thue sd 3 bai a da nang 26 06 2020 sd 3 best');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-lowest', 9, 'Đà Nẵng', '2019', 'central-agencies', 'Công an thành phố', 'total', '83,89', '83.89', 'points', '', '5', 5, 'Tốt', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang cong an thanh pho sd 3 bai a da nang 26 06 2020 sd 3 lowest');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-gap', 10, 'Đà Nẵng', '2019', 'central-agencies', '', 'gap', '9,04', '9.04', 'points', '', '', NULL, '', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang sd 3 bai a da nang 26 06 2020 sd 3 gap');
INSERT INTO facts_figures (id, position, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule, search_text) VALUES ('sd-3-mean', 11, 'Đà Nẵng', '2019', 'central-agencies', '', 'mean', '89,04', '89.04', 'points', '', '', 5, '', '', 'Bài A: Đà Nẵng, 26/06/2020', 'SD-3', 'da nang sd 3 bai a da nang 26 06 2020 sd 3 mean');
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-3-gap', 0, 'SD-3', 'Đà Nẵng 2019 – Cục Thuế 92,93 điểm, Công an thành phố 83,89 điểm: chênh lệch giữa đơn vị cao nhất và thấp nhất là 9,04 điểm.', 'Đà Nẵng 2019 – The Tax Department has 92.93 points, the City Police 83.89: the gap between best and lowest is 9.04.', 'a - b', 'a=sd-3-best;b=sd-3-lowest', '9.04', 2, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-3-mean-change', 1, 'SD-3', 'Đà Nẵng 2019 – Điểm trung bình khối cơ quan Trung ương năm 2019 là 89,04, giảm 1,46 điểm so với năm 2018 (90,5).', 'Đà Nẵng 2019 – The mean of the central agencies in 2019 is 89.04, 1.46 points below 2018 (90.5).', 'a - b', 'a=sd-3-mean;b=sd-3-mean-2018', '-1.46', 2, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-3-mean-between', 2, 'SD-3', 'Đà Nẵng 2019 – Điểm trung bình 89,04 của khối nằm giữa điểm thấp nhất 83,89 và điểm cao nhất 92,93.', 'Đà Nẵng 2019 – The mean of the block, 89.04, lies between the lowest score 83.89 and the best 92.93.', 'b <= a and a <= c', 'a=sd-3-mean;b=sd-3-lowest;c=sd-3-best', 'true', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-3-bands', 3, 'SD-3', 'Đà Nẵng 2019 – Khối cơ quan Trung ương có 2 đơn vị Rất tốt và 3 đơn vị Tốt, tổng cộng 5 đơn vị.', 'Đà Nẵng 2019 – Of the central agencies 2 are Very good and 3 Good: 5 in all.', 'a + b', 'a=sd-3-central-rat-tot;b=sd-3-central-tot', '5', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-3-units', 4, 'SD-3', 'Đà Nẵng 2019 – Số đơn vị theo mức xếp loại bằng số đơn vị của khối cơ quan Trung ương.', 'Đà Nẵng 2019 – The units by band are as many as the block of central agencies has units.', 'a + b = c', 'a=sd-3-central-rat-tot;b=sd-3-central-tot;c=sd-1-central-units', 'true', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-4-bands', 5, 'SD-4', 'Đà Nẵng 2019 – Khối sở, ban, ngành: 3 Rất tốt, 11 Tốt, 7 Khá, 0 Trung bình, 0 Yếu, tổng cộng 21 đơn vị.', 'Đà Nẵng 2019 – Departments: 3 Very good, 11 Good, 7 Fair, 0 Average, 0 Weak: 21 in all.', 'a + b + c + d + e', 'a=sd-4-departments-rat-tot;b=sd-4-departments-tot;c=sd-4-departments-kha;d=sd-4-departments-trung-binh;e=sd-4-departments-yeu', '21', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-4-units', 6, 'SD-4', 'Đà Nẵng 2019 – Số đơn vị theo mức xếp loại bằng số sở, ban, ngành được đánh giá.', 'Đà Nẵng 2019 – The units by band are as many as the departments assessed.', 'a + b + c + d + e = f', 'a=sd-4-departments-rat-tot;b=sd-4-departments-tot;c=sd-4-departments-kha;d=sd-4-departments-trung-binh;e=sd-4-departments-yeu;f=sd-1-department-units', 'true', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-4-below', 7, 'SD-4', 'Đà Nẵng 2019 – Năm 2018 còn 1 đơn vị Trung bình và 1 đơn vị Yếu; năm 2019 số đơn vị ở hai mức này giảm 2.', 'Đà Nẵng 2019 – In 2018 there was 1 Average and 1 Weak unit; in 2019 these two bands have 2 units fewer.', 'a + b - (c + d)', 'a=sd-4-departments-trung-binh;b=sd-4-departments-yeu;c=sd-4-departments-2018-trung-binh;d=sd-4-departments-2018-yeu', '-2', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-5-bands', 8, 'SD-5', 'Đà Nẵng 2019 – Khối quận, huyện có 2 đơn vị Rất tốt và 5 đơn vị Tốt, tổng cộng 7 đơn vị.', 'Đà Nẵng 2019 – Of the districts 2 are Very good and 5 Good: 7 in all.', 'a + b', 'a=sd-5-districts-rat-tot;b=sd-5-districts-tot', '7', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-5-units', 9, 'SD-5', 'Đà Nẵng 2019 – Số đơn vị theo mức xếp loại bằng số quận, huyện được đánh giá.', 'Đà Nẵng 2019 – The units by band are as many as the districts assessed.', 'a + b = c', 'a=sd-5-districts-rat-tot;b=sd-5-districts-tot;c=sd-1-district-units', 'true', NULL, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-5-mean', 10, 'SD-5', 'Đà Nẵng 2019 – Điểm trung bình khối quận, huyện là 87,96, tăng 1,21 điểm, nên năm 2018 là 86,75.', 'Đà Nẵng 2019 – The mean of the districts is 87.96, up 1.21 points, so in 2018 it was 86.75.', 'a - b', 'a=sd-5-mean;b=sd-5-mean-change', '86.75', 2, 1);
INSERT INTO facts_statements (id, position, rule, text_vi, text_en, formula, given, expected, digits, holds) VALUES ('sd-7-bands', 11, 'SD-7', 'Đà Nẵng 2019 – Công tác văn thư, lưu trữ: 11 Xuất sắc, 6 Tốt, 99 Khá, 6 Trung bình, 12 Chưa đạt, tổng cộng 134 cơ quan.', 'Đà Nẵng 2019 – Records and archives: 11 Excellent, 6 Good, 99 Fair, 6 Average, 12 Not achieved: 134 bodies in all.', 'a + b + c + d + e', 'a=sd-7-records-xuat-sac;b=sd-7-records-tot;c=sd-7-records-kha;d=sd-7-records-trung-binh;e=sd-7-records-chua-dat', '134', NULL, 1);
INSERT INTO rankings_rankings (id, code, series, framework_id, title_vi, title_en, period, period_last, nature, source, note_vi, note_en, published_ms) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', 'binh-duong-2017', 'districts', 'binh-duong-districts@2017', 'Chỉ số cải cách hành chính cấp huyện', 'Reform index of districts', '2017', '2017-12-31', 'published', '06/08/2018', NULL, NULL, 1791600000000);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2A14PPTWBNG1J63FRG', 0, 1, 2, 2, 4, 51750000, 65000000, 32830000, 35000000, 0, 0, 84580000, 100000000, 845800000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQV', 1, 1, 4, 4, 2, 48750000, 65000000, 33250000, 35000000, 0, 0, 82000000, 100000000, 820000000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQW', 2, 1, 6, 6, 6, 47450000, 65000000, 32820000, 35000000, 0, 0, 80270000, 100000000, 802700000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQX', 3, 1, 8, 8, 8, 46800000, 65000000, 32240000, 35000000, 0, 0, 79040000, 100000000, 790400000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQY', 4, 1, 10, 10, 14, 46500000, 65000000, 31560000, 35000000, 0, 0, 78060000, 100000000, 780600000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQZ', 5, 1, 12, 14, 12, 45750000, 65000000, 32080000, 35000000, 0, 0, 77830000, 100000000, 778300000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXR0', 6, 1, 14, 16, 10, 44000000, 65000000, 32220000, 35000000, 0, 0, 76220000, 100000000, 762200000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP0', 7, 1, 16, 12, 18, 46000000, 65000000, 30030000, 35000000, 0, 0, 76030000, 100000000, 760300000, 0);
INSERT INTO rankings_results (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints, direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints, total_micropoints, maximum_micropoints, percent_billionths, band) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP1', 8, 1, 18, 18, 16, 40450000, 65000000, 31010000, 35000000, 0, 0, 71460000, 100000000, 714600000, 0);
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2A14PPTWBNG1J63FRG', 'TD', 'points', '51.75', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2A14PPTWBNG1J63FRG', 'XHH', 'points', '32.83', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQV', 'TD', 'points', '48.75', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQV', 'XHH', 'points', '33.25', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQW', 'TD', 'points', '47.45', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQW', 'XHH', 'points', '32.82', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQX', 'TD', 'points', '46.8', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQX', 'XHH', 'points', '32.24', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQY', 'TD', 'points', '46.5', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQY', 'XHH', 'points', '31.56', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQZ', 'TD', 'points', '45.75', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXQZ', 'XHH', 'points', '32.08', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXR0', 'TD', 'points', '44', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2C7QGH6SGXJG4WVXR0', 'XHH', 'points', '32.22', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP0', 'TD', 'points', '46', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP0', 'XHH', 'points', '30.03', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP1', 'TD', 'points', '40.45', '');
INSERT INTO rankings_figures (ranking_id, unit_id, criterion, input, value, reason) VALUES ('01M7ZCKCAY4VP3C11ZP4RNPNP7', '01M7ZCKB2DD4N2A6A3CPQKTKP1', 'XHH', 'points', '31.01', '');
INSERT INTO platform_outbox (id, reference, recipient, subject, body, created_ms, due_ms, attempts, failure, sent_ms) VALUES ('01M7ZCKCE4C6V40NDARXB88M0Y', 'test/1', 'binh@example.vn', 'Nhắc hạn', 'Còn 2 ngày.', 1791600000000, 1791600000000, 0, NULL, NULL);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0001_platform_create_audit_and_files.sql', '6f25f083b98d6c11', 1795275992080);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0002_units_create_units.sql', '9ab4798ceea1e63b', 1795275992080);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0003_criteria_create_frameworks.sql', '2e43f3955e9bcd03', 1795275992080);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0004_facts_create_figures_and_statements.sql', '05bcdb5ce7e9055d', 1795275992080);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0005_rankings_create_rankings.sql', 'df70a8a738ecf058', 1795275992080);
INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('0006_platform_create_outbox.sql', '125e58c158543327', 1795275992080);
